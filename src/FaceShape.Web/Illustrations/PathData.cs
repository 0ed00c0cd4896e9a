using System.Globalization;
using System.Text;

namespace FaceShape.Web.Illustrations;

/// <summary>Writes SVG path data with as few letters as a drawing needs: one decimal.</summary>
internal static class PathData
{
    /// <summary>A number as path data has it.</summary>
    public static string Of(double value) =>
        Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    /// <summary>Text in which each number is written so.</summary>
    public static string Format(FormattableString text)
    {
        var arguments = text.GetArguments().Select(argument => argument is double value ? Of(value) : argument).ToArray();
        return string.Format(CultureInfo.InvariantCulture, text.Format, arguments);
    }

    /// <summary>A smooth closed curve through points (Catmull-Rom).</summary>
    public static string Closed(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder(Format($"M{points[0].X} {points[0].Y}"));
        for (var i = 0; i < points.Count; i++) path.Append(Segment(At(i - 1), At(i), At(i + 1), At(i + 2)));
        return path.Append('Z').ToString();

        (double X, double Y) At(int index) => points[(index + points.Count) % points.Count];
    }

    /// <summary>A smooth line from left through its mirror image: given are points of the right half from the top down.</summary>
    public static IReadOnlyList<(double X, double Y)> Mirrored(IReadOnlyList<(double HalfWidth, double Y)> right) =>
    [
        .. right.Select(point => (50 + point.HalfWidth, point.Y)),
        .. right.Reverse().Where(point => point.HalfWidth > 0).Select(point => (50 - point.HalfWidth, point.Y)),
    ];

    /// <summary>The closed curve with bumps along it, as curls have them.</summary>
    /// <param name="points">Of the curve.</param>
    /// <param name="bump">Length of a bump.</param>
    public static string Bumpy(IReadOnlyList<(double X, double Y)> points, double bump)
    {
        var dense = Dense(points);
        var path = new StringBuilder(Format($"M{dense[0].X} {dense[0].Y}"));
        var last = dense[0];
        foreach (var point in dense.Append(dense[0]))
        {
            if (Distance(last, point) < bump) continue;
            // A little more than half a circle.
            path.Append(Format($"A{bump * 0.52} {bump * 0.52} 0 0 1 {point.X} {point.Y}"));
            last = point;
        }

        return path.Append('Z').ToString();
    }

    /// <summary>The closed curve, swinging to both sides of itself, as waves do.</summary>
    /// <param name="points">Of the curve.</param>
    /// <param name="wave">Half the length of a wave.</param>
    /// <param name="height">How far it swings.</param>
    public static string Wavy(IReadOnlyList<(double X, double Y)> points, double wave, double height)
    {
        var dense = Dense(points);
        List<(double X, double Y)> swung = [];
        var last = dense[^1];
        foreach (var point in dense)
        {
            var length = Distance(last, point);
            if (length < wave) continue;
            var swing = (swung.Count % 2 == 0 ? height : -height) / length;
            swung.Add((point.X + (point.Y - last.Y) * swing, point.Y - (point.X - last.X) * swing));
            last = point;
        }

        return Closed(swung);
    }

    private static double Distance((double X, double Y) a, (double X, double Y) b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    private static string Segment(
        (double X, double Y) before, (double X, double Y) from, (double X, double Y) to, (double X, double Y) after)
    {
        var (x1, y1) = (from.X + (to.X - before.X) / 6, from.Y + (to.Y - before.Y) / 6);
        var (x2, y2) = (to.X - (after.X - from.X) / 6, to.Y - (after.Y - from.Y) / 6);
        return Format($"C{x1} {y1} {x2} {y2} {to.X} {to.Y}");
    }

    private static List<(double X, double Y)> Dense(IReadOnlyList<(double X, double Y)> points)
    {
        const int Steps = 40;
        List<(double X, double Y)> dense = [];
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b, c, d) = (At(i - 1), At(i), At(i + 1), At(i + 2));
            for (var step = 0; step < Steps; step++)
            {
                var t = (double)step / Steps;
                dense.Add((Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t)));
            }
        }

        return dense;

        (double X, double Y) At(int index) => points[(index + points.Count) % points.Count];
    }

    private static double Spline(double a, double b, double c, double d, double t) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}
