namespace FaceShape.Imaging;

/// <summary>A point in pixels; x to the right, y down, (0, 0) is the outer corner of the top left pixel.</summary>
/// <param name="X">Pixels from the left edge.</param>
/// <param name="Y">Pixels from the top edge.</param>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Component-wise sum.</summary>
    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>Component-wise difference.</summary>
    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>Scaled by a number.</summary>
    public static Point operator *(Point a, double by) => new(a.X * by, a.Y * by);

    /// <summary>Euclidean distance in pixels.</summary>
    public double DistanceTo(Point other) => double.Hypot(X - other.X, Y - other.Y);

    /// <summary>The arithmetic mean of one or more points.</summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Point Mean(ReadOnlySpan<Point> points)
    {
        if (points.IsEmpty) throw new ArgumentException("The mean of no points does not exist", nameof(points));
        var sum = default(Point);
        foreach (var point in points) sum += point;
        return sum * (1.0 / points.Length);
    }
}
