namespace FaceShape.Imaging;

/// <summary>An axis-parallel rectangle in pixels, not rounded; it may reach outside the picture.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width, not negative.</param>
/// <param name="Height">Height, not negative.</param>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Right edge.</summary>
    public double Right => X + Width;

    /// <summary>Bottom edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>Area in square pixels.</summary>
    public double Area => Width * Height;

    /// <summary>The part of this box inside a picture, with whole-pixel corners floored as face-api.js does.</summary>
    /// <param name="width">Width of the picture in pixels.</param>
    /// <param name="height">Height of the picture in pixels.</param>
    public Box ClipFloored(int width, int height)
    {
        var left = Math.Max(0, X);
        var top = Math.Max(0, Y);
        var right = Math.Min(Right, width);
        var bottom = Math.Min(Bottom, height);
        return new(Math.Floor(left), Math.Floor(top), Math.Floor(Math.Max(0, right - left)), Math.Floor(Math.Max(0, bottom - top)));
    }

    /// <summary>The smallest box around points.</summary>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Box Around(ReadOnlySpan<Point> points)
    {
        if (points.IsEmpty) throw new ArgumentException("No points have no box", nameof(points));
        var (left, top) = points[0];
        var (right, bottom) = points[0];
        foreach (var (x, y) in points)
        {
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return new(left, top, right - left, bottom - top);
    }

    /// <summary>Intersection over union: 0 for boxes that do not meet, 1 for equal boxes that have an area.</summary>
    public static double IntersectionOverUnion(Box a, Box b)
    {
        var width = Math.Min(a.Right, b.Right) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Y, b.Y);
        if (width <= 0 || height <= 0) return 0;
        var intersection = width * height;
        return intersection / (a.Area + b.Area - intersection);
    }
}
