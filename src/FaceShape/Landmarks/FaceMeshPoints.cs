using FaceShape.Imaging;

namespace FaceShape.Landmarks;

/// <summary>
/// The 468 points of MediaPipe's face mesh, in pixels of the photo; depth is in pixels too, smaller is nearer. Left and right are
/// those of the picture.
/// </summary>
public sealed class FaceMeshPoints
{
    /// <summary>Number of points.</summary>
    public const int Count = 468;

    private readonly Point[] points;
    private readonly double[] depths;

    /// <summary>Wraps the points of a mesh.</summary>
    /// <param name="points">Places in the photo.</param>
    /// <param name="depths">How far each lies behind the middle of the head.</param>
    /// <param name="presence">How sure the network is that there is a face, 0 to 1.</param>
    /// <exception cref="ArgumentException">There are not 468 of each.</exception>
    public FaceMeshPoints(Point[] points, double[] depths, double presence)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(depths);
        if (points.Length != Count) throw new ArgumentException($"{Count} points are needed, not {points.Length}", nameof(points));
        if (depths.Length != Count) throw new ArgumentException($"{Count} depths are needed, not {depths.Length}", nameof(depths));
        (this.points, this.depths, Presence) = (points, depths, presence);
    }

    /// <summary>The point opposite of another when the face is mirrored; a point of the middle line is its own.</summary>
    public static int Opposite(int point) => FaceMeshSymmetry.Opposite[point];

    /// <summary>The mean of several meshes of one face, point by point.</summary>
    /// <exception cref="ArgumentException">There is no mesh.</exception>
    public static FaceMeshPoints Mean(IReadOnlyList<FaceMeshPoints> meshes)
    {
        ArgumentNullException.ThrowIfNull(meshes);
        if (meshes.Count == 0) throw new ArgumentException("The mean of no meshes does not exist", nameof(meshes));
        var points = new Point[Count];
        var depths = new double[Count];
        double presence = 0;
        foreach (var mesh in meshes)
        {
            presence += mesh.Presence / meshes.Count;
            for (var i = 0; i < Count; i++)
            {
                points[i] += mesh.points[i] * (1.0 / meshes.Count);
                depths[i] += mesh.depths[i] / meshes.Count;
            }
        }

        return new(points, depths, presence);
    }

    /// <summary>All points.</summary>
    public ReadOnlySpan<Point> Points => points;

    /// <summary>How far each lies behind the middle of the head, pixels.</summary>
    public ReadOnlySpan<double> Depths => depths;

    /// <summary>How sure the network is that there is a face, 0 to 1.</summary>
    public double Presence { get; }

    /// <summary>
    /// How large the face is, pixels: the root mean square distance of all points from their mean, in space (centroid size over the root of the
    /// number of points; Bookstein, 1991). A smile hardly changes it; it shortens the distance from the eyes to the corners of the mouth.
    /// </summary>
    public double Radius
    {
        get
        {
            Point mean = default;
            double depth = 0, sum = 0;
            for (var i = 0; i < Count; i++)
            {
                mean += points[i] * (1.0 / Count);
                depth += depths[i] / Count;
            }

            for (var i = 0; i < Count; i++)
            {
                var (x, y) = points[i] - mean;
                sum += x * x + y * y + (depths[i] - depth) * (depths[i] - depth);
            }

            return Math.Max(Math.Sqrt(sum / Count), double.Epsilon);
        }
    }

    /// <summary>Middle of the left eye: of its corners.</summary>
    public Point LeftEye => (points[33] + points[133]) * 0.5;

    /// <summary>Middle of the right eye.</summary>
    public Point RightEye => (points[263] + points[362]) * 0.5;

    /// <summary>Middle of the mouth: of its corners.</summary>
    public Point Mouth => (points[61] + points[291]) * 0.5;

    /// <summary>How far the line through the eyes leans, radians, clockwise positive.</summary>
    public double Roll
    {
        get
        {
            var eyes = points[263] - points[33];
            return Math.Atan2(eyes.Y, eyes.X);
        }
    }
}
