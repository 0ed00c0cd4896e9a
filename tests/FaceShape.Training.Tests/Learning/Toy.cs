using FaceShape.Training.Learning;

namespace FaceShape.Training.Tests.Learning;

/// <summary>Made-up photos.</summary>
internal static class Toy
{
    /// <summary>Labels lie at the corners of a ring, far apart for the noise: no line through the origin tells 0 from 2, but a network does.</summary>
    public static TrainingSet Separable(int seed, int labels = 5, int count = 400)
    {
        var random = new Random(seed);
        var label = Enumerable.Range(0, count).Select(i => i % labels).ToArray();
        float[][] rows = [.. label.Select(l =>
        {
            var angle = 2 * Math.PI * l / labels;
            return (float[])[
                (float)(3 * Math.Cos(angle) + 0.3 * random.NextDouble()),
                (float)(3 * Math.Sin(angle) + 0.3 * random.NextDouble()),
                random.NextSingle()];
        })];
        int[] people = [.. Enumerable.Range(0, count).Select(i => i / 4)];
        return new(rows, rows, label, people, people, labels);
    }
}
