using FaceShape.Imaging;

namespace FaceShape.Landmarks;

/// <summary>
/// The 68 points of the iBUG 300-W scheme, in pixels of the photo. Left and right are those of the picture.
/// </summary>
public sealed class FaceLandmarks68
{
    /// <summary>Number of points.</summary>
    public const int Count = 68;

    private readonly Point[] points;

    /// <summary>Wraps 68 points.</summary>
    /// <exception cref="ArgumentException">There are not 68.</exception>
    public FaceLandmarks68(Point[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length != Count) throw new ArgumentException($"{Count} points are needed, not {points.Length}", nameof(points));
        this.points = points;
    }

    /// <summary>All points.</summary>
    public ReadOnlySpan<Point> Points => points;

    /// <summary>Jaw outline, 17 points from the left ear over the chin to the right ear.</summary>
    public ReadOnlySpan<Point> Jaw => points.AsSpan(0, 17);

    /// <summary>Left eyebrow, 5 points from the outside.</summary>
    public ReadOnlySpan<Point> LeftBrow => points.AsSpan(17, 5);

    /// <summary>Right eyebrow, 5 points from the inside.</summary>
    public ReadOnlySpan<Point> RightBrow => points.AsSpan(22, 5);

    /// <summary>Nose, 9 points: bridge, then nostrils.</summary>
    public ReadOnlySpan<Point> Nose => points.AsSpan(27, 9);

    /// <summary>Left eye, 6 points.</summary>
    public ReadOnlySpan<Point> LeftEye => points.AsSpan(36, 6);

    /// <summary>Right eye, 6 points.</summary>
    public ReadOnlySpan<Point> RightEye => points.AsSpan(42, 6);

    /// <summary>Mouth, 20 points: outer lip, then inner lip.</summary>
    public ReadOnlySpan<Point> Mouth => points.AsSpan(48, 20);
}
