using FaceShape.Landmarks;
using FaceShape.Training.Outlines;

namespace FaceShape.Training.Tests.Outlines;

/// <summary>Made-up meshes with outlines that hang on a few numbers of them, and some noise: nobody's.</summary>
internal static class DrawnPeople
{
    /// <summary>Examples; each person has the same number of them.</summary>
    public static IReadOnlyList<OutlineExample> Make(int people, int each = 1, double noise = 0, int seed = 3)
    {
        var random = new Random(seed);
        var examples = new List<OutlineExample>();
        for (var person = 0; person < people; person++)
        {
            double width = 0.9 + 0.2 * random.NextDouble(), length = 1.3 + 0.3 * random.NextDouble();
            for (var i = 0; i < each; i++) examples.Add(new($"person {person}", Mesh(width, length), Oval(width, length, noise, random)));
        }

        return examples;
    }

    private static float[] Mesh(double width, double length)
    {
        var mesh = new float[FaceOutline.Inputs];
        for (var point = 0; point < FaceMeshPoints.Count; point++)
        {
            var opposite = FaceMeshPoints.Opposite(point);
            var angle = 0.37 * Math.Min(point, opposite);
            mesh[2 * point] = (float)(point == opposite ? 0 : (point < opposite ? -1 : 1) * width * Math.Abs(Math.Sin(angle)));
            mesh[2 * point + 1] = (float)(0.3 + length * Math.Cos(angle));
        }

        return mesh;
    }

    private static float[] Oval(double width, double length, double noise, Random random)
    {
        var outline = new float[FaceOutline.Outputs];
        for (var point = 0; point < FaceOutlinePoints.Count; point++)
        {
            var turn = point <= FaceOutlinePoints.ChinIndex
                ? (point - FaceOutlinePoints.HairlineMiddleIndex) / 13.0
                : 1 + (point - FaceOutlinePoints.ChinIndex) / 13.0;
            outline[2 * point] = (float)(width * Math.Sin(Math.PI * turn) + noise * (random.NextDouble() - 0.5));
            outline[2 * point + 1] = (float)(0.3 - length * Math.Cos(Math.PI * turn) + noise * (random.NextDouble() - 0.5));
        }

        return outline;
    }
}
