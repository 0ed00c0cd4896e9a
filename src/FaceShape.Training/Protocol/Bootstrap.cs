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
        double[][] totals =
        [
            .. Enumerable.Range(0, people.Count)
                .GroupBy(photo => people[photo])
                .Select(group => (double[])[group.Sum(photo => hits[photo]), group.Count()]),
        ];
        return Interval(totals, sums => sums[0] / sums[1], seed);
    }

    /// <summary>95 % percentile interval of a figure of sums, by drawing people.</summary>
    /// <param name="people">The sums of each person, all of one length.</param>
    /// <param name="value">The figure of the added sums; a draw for which it is not a number is left out.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <returns>Lower and upper end; both 0 when no draw has a figure.</returns>
    internal static double[] Interval(IReadOnlyList<double[]> people, Func<double[], double> value, int seed)
    {
        if (people.Count == 0) return [0, 0];
        var random = new Random(seed);
        var values = new List<double>(Replicates);
        var sums = new double[people[0].Length];
        for (var r = 0; r < Replicates; r++)
        {
            Array.Clear(sums);
            for (var i = 0; i < people.Count; i++)
            {
                var drawn = people[random.Next(people.Count)];
                for (var k = 0; k < sums.Length; k++) sums[k] += drawn[k];
            }

            var drawnValue = value(sums);
            if (!double.IsNaN(drawnValue)) values.Add(drawnValue);
        }

        values.Sort();
        return values.Count == 0 ? [0, 0] : [Percentile(values, 0.025), Percentile(values, 0.975)];
    }

    private static double Percentile(List<double> sorted, double share)
    {
        var at = share * (sorted.Count - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
