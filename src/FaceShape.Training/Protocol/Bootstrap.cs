namespace FaceShape.Training.Protocol;

/// <summary>How far a figure would move if other people had been photographed: people are drawn anew, with all their photos.</summary>
public static class Bootstrap
{
    /// <summary>Number of draws.</summary>
    public const int Replicates = 2_000;

    /// <summary>95 % percentile interval of a share over photos (or any other weighted mean), by drawing people.</summary>
    /// <param name="people">Number of the person in each photo, from 0.</param>
    /// <param name="hits">1 where the photo counts, else 0.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <returns>Lower and upper end; both 0 when there is no photo.</returns>
    public static double[] Interval(IReadOnlyList<int> people, IReadOnlyList<double> hits, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hits.Count, people.Count);
        if (people.Count == 0) return [0, 0];
        var totals = Enumerable.Range(0, people.Count)
            .GroupBy(photo => people[photo])
            .Select(group => (Hits: group.Sum(photo => hits[photo]), Photos: group.Count()))
            .ToArray();
        var random = new Random(seed);
        var shares = new double[Replicates];
        for (var r = 0; r < shares.Length; r++)
        {
            double sum = 0;
            long count = 0;
            for (var i = 0; i < totals.Length; i++)
            {
                var drawn = totals[random.Next(totals.Length)];
                sum += drawn.Hits;
                count += drawn.Photos;
            }

            shares[r] = sum / count;
        }

        Array.Sort(shares);
        return [Percentile(shares, 0.025), Percentile(shares, 0.975)];
    }

    private static double Percentile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
