using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Tests.Shadow;

/// <summary>Draws of whole populations, seeded.</summary>
internal static class Draws
{
    /// <summary>Answers of people, as they arrive.</summary>
    public static RandomizedHistogram Histogram(Channel channel, double[] shares, int people, Random random)
    {
        var arriving = shares.Select(share => channel.Other + share * channel.Contrast).ToArray();
        return new(channel, [.. Multinomial(arriving, people, random).Select((count, value) => new HistogramBin($"v{value}", 1, count))]);
    }

    public static long[] Multinomial(double[] shares, int people, Random random)
    {
        var bounds = new double[shares.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++) bounds[i] = sum += shares[i];
        var counts = new long[shares.Length];
        for (var i = 0; i < people; i++)
        {
            var at = random.NextDouble() * sum;
            var value = 0;
            while (value < counts.Length - 1 && at >= bounds[value]) value++;
            counts[value]++;
        }

        return counts;
    }
}
