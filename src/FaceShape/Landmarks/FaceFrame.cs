using FaceShape.Imaging;

namespace FaceShape.Landmarks;

/// <summary>
/// Coordinates of a face by itself: the origin between the eyes, the eyes level, the distance from there to the mouth as the unit.
/// </summary>
/// <param name="Origin">Middle between the eyes, pixels of the photo.</param>
/// <param name="Unit">Pixels from there to the middle of the mouth; positive.</param>
/// <param name="Roll">How far the line through the eyes leans, radians, clockwise positive.</param>
public readonly record struct FaceFrame(Point Origin, double Unit, double Roll)
{
    /// <summary>The frame of a face.</summary>
    public static FaceFrame Of(FaceMeshPoints mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var origin = (mesh.LeftEye + mesh.RightEye) * 0.5;
        return new(origin, Math.Max(origin.DistanceTo(mesh.Mouth), double.Epsilon), mesh.Roll);
    }

    /// <summary>From pixels of the photo into the frame.</summary>
    public Point FromPhoto(Point point)
    {
        var (sin, cos) = Math.SinCos(Roll);
        var (x, y) = point - Origin;
        return new((x * cos + y * sin) / Unit, (y * cos - x * sin) / Unit);
    }

    /// <summary>From the frame to pixels of the photo.</summary>
    public Point ToPhoto(Point point)
    {
        var (sin, cos) = Math.SinCos(Roll);
        return new(Origin.X + Unit * (point.X * cos - point.Y * sin), Origin.Y + Unit * (point.X * sin + point.Y * cos));
    }
}
