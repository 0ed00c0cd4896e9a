using FaceShape.Imaging;

namespace FaceShape.Landmarks;

/// <summary>
/// The outline of a face as a closed curve of 26 points, clockwise: along the hairline from left to right, down the right side, round
/// the jaw from right to left, up the left side. In a <see cref="FaceFrame"/> or in pixels. Left and right are those of the picture.
/// </summary>
public sealed class FaceOutlinePoints
{
    /// <summary>Number of points.</summary>
    public const int Count = 26;

    /// <summary>Which point is the middle of the hairline.</summary>
    public const int HairlineMiddleIndex = 5;

    /// <summary>Which point is the lowest of the chin.</summary>
    public const int ChinIndex = 18;

    private const int HairlineEnd = 10;

    private readonly Point[] points;

    /// <summary>Wraps 26 points.</summary>
    /// <exception cref="ArgumentException">There are not 26.</exception>
    public FaceOutlinePoints(Point[] points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Length != Count) throw new ArgumentException($"{Count} points are needed, not {points.Length}", nameof(points));
        this.points = points;
    }

    /// <summary>All points.</summary>
    public ReadOnlySpan<Point> Points => points;

    /// <summary>Middle of the hairline.</summary>
    public Point HairlineMiddle => points[HairlineMiddleIndex];

    /// <summary>The lowest point of the chin.</summary>
    public Point Chin => points[ChinIndex];

    /// <summary>The same outline elsewhere.</summary>
    public FaceOutlinePoints Map(Func<Point, Point> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(Array.ConvertAll(points, point => map(point)));
    }

    /// <summary>
    /// How wide the outline is at a height, measured level: between its left and its right half, which meet at hairline and chin.
    /// NaN where it does not reach that height.
    /// </summary>
    /// <param name="height">In the coordinates of the points, down positive.</param>
    public double WidthAt(double height) => RightAt(height) - LeftAt(height);

    /// <summary>Where the right half crosses a height; NaN where it does not.</summary>
    public double RightAt(double height) => Cross(HairlineMiddleIndex, 1, height);

    /// <summary>Where the left half crosses a height; NaN where it does not.</summary>
    public double LeftAt(double height) => Cross(HairlineMiddleIndex, -1, height);

    /// <summary>The point opposite of another when the face is mirrored: hairline for hairline, side for side.</summary>
    public static int Opposite(int point) => point <= HairlineEnd ? HairlineEnd - point : 2 * ChinIndex - point;

    private double Cross(int from, int step, double height)
    {
        while (from != ChinIndex)
        {
            var next = (from + step + Count) % Count;
            Point a = points[from], b = points[next];
            if (a.Y <= height && height < b.Y) return a.X + (height - a.Y) / (b.Y - a.Y) * (b.X - a.X);
            from = next;
        }

        return double.NaN;
    }
}
