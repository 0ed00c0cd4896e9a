using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Tests;

/// <summary>Landmarks of a drawn, symmetric face: no person's.</summary>
internal static class Faces
{
    /// <summary>A face with level eyes, 200 pixels wide, around (300, 300).</summary>
    public static FaceLandmarks68 Drawn { get; } = new(Draw());

    /// <summary>The same face scaled, turned (radians) and moved.</summary>
    public static FaceLandmarks68 Moved(double scale, double turn, double dx, double dy) =>
        Map(p => new(
            scale * (p.X * Math.Cos(turn) - p.Y * Math.Sin(turn)) + dx,
            scale * (p.X * Math.Sin(turn) + p.Y * Math.Cos(turn)) + dy));

    /// <summary>Every point mapped.</summary>
    public static FaceLandmarks68 Map(Func<Point, Point> change) => new(Array.ConvertAll(Drawn.Points.ToArray(), p => change(p)));

    private static Point[] Draw()
    {
        var points = new List<Point>();
        for (var i = 0; i < 17; i++)
        {
            var angle = Math.PI * (1 - i / 16.0);
            points.Add(new(300 + 100 * Math.Cos(angle), 300 + 140 * Math.Sin(angle)));
        }

        for (var i = 0; i < 5; i++) points.Add(new(220 + 15 * i, 265 - 2 * i));
        for (var i = 0; i < 5; i++) points.Add(new(320 + 15 * i, 257 + 2 * i));
        for (var i = 0; i < 4; i++) points.Add(new(300, 290 + 15 * i));
        for (var i = 0; i < 5; i++) points.Add(new(280 + 10 * i, 350));
        AddRing(250, 290, 15, 6, 6);
        AddRing(350, 290, 15, 6, 6);
        AddRing(300, 380, 35, 12, 12);
        AddRing(300, 380, 25, 5, 8);
        return [.. points];

        void AddRing(double x, double y, double radiusX, double radiusY, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var angle = Math.PI - 2 * Math.PI * i / count;
                points.Add(new(x + radiusX * Math.Cos(angle), y - radiusY * Math.Sin(angle)));
            }
        }
    }
}
