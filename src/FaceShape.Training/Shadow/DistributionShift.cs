namespace FaceShape.Training.Shadow;

/// <summary>
/// How far two distributions are apart, beside how far they would seem apart by chance alone. The limits are computed for the
/// numbers of answers and for the randomization; the usual 0.1 and 0.25 know neither.
/// </summary>
/// <param name="StabilityIndex">Population stability index: Σ (a - b) ln(a / b), natural logarithm.</param>
/// <param name="StabilityLimit">What chance alone exceeds with probability <paramref name="FalseAlarm"/>.</param>
/// <param name="Divergence">Jensen-Shannon divergence in natural units, 0 to ln 2.</param>
/// <param name="DivergenceLimit">What chance alone exceeds with probability <paramref name="FalseAlarm"/>.</param>
/// <param name="PValue">Probability that chance alone gives such a stability index.</param>
/// <param name="FalseAlarm">Probability of an alarm where nothing moved.</param>
/// <param name="Bins">Names of the bins that were compared.</param>
/// <param name="Before">Estimated shares of the first.</param>
/// <param name="After">Estimated shares of the second.</param>
public sealed record DistributionShift(
    double StabilityIndex, double StabilityLimit, double Divergence, double DivergenceLimit, double PValue, double FalseAlarm,
    IReadOnlyList<string> Bins, IReadOnlyList<double> Before, IReadOnlyList<double> After)
{
    /// <summary>A bin goes alone only when its share is so many standard errors above 0: below, logarithms of noise would rule.</summary>
    internal const double ClearlyThere = 4;

    private const double SmallestShare = 1e-9;

    /// <summary>Whether more moved than chance explains.</summary>
    public bool Alarms => StabilityIndex > StabilityLimit;

    /// <summary>Compares two sets of answers to one question.</summary>
    /// <param name="before">One.</param>
    /// <param name="after">The other, with the same bins and channel.</param>
    /// <param name="falseAlarm">Probability of an alarm where nothing moved.</param>
    /// <returns>Null when there are too few answers to tell even two bins apart.</returns>
    public static DistributionShift? Between(RandomizedHistogram before, RandomizedHistogram after, double falseAlarm)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (!before.Bins.Select(bin => (bin.Name, bin.Values)).SequenceEqual(after.Bins.Select(bin => (bin.Name, bin.Values))) || before.Channel != after.Channel)
            throw new ArgumentException("Both must have the same bins and be randomized alike", nameof(after));
        if (before.Total == 0 || after.Total == 0) return null;
        if (Together(before, after) is not { } together) return null;
        (before, after) = (before.Merge(together), after.Merge(together));
        double[] a = Proper(before.Shares()), b = Proper(after.Shares());
        var (scale, freedom) = Null(before, after);
        var index = Index(a, b);
        var limit = scale * ChiSquared.Quantile(falseAlarm, freedom);
        // To second order the divergence is an eighth of the index, so chance moves it by an eighth.
        return new(
            index, limit, Jensen(a, b), limit / 8, ChiSquared.Tail(index / scale, freedom), falseAlarm,
            [.. before.Bins.Select(bin => bin.Name)], a, b);
    }

    /// <summary>Rare bins are taken together, the rarest first, until each is clearly there.</summary>
    private static int[]? Together(RandomizedHistogram before, RandomizedHistogram after)
    {
        var groups = Enumerable.Range(0, before.Bins.Count).Select(bin => new List<int> { bin }).ToList();
        while (groups.Count >= 2)
        {
            var merged = Number(groups, before.Bins.Count);
            var pooled = Pool(before.Merge(merged), after.Merge(merged));
            var shares = pooled.Shares();
            var rarest = Enumerable.Range(0, groups.Count).MinBy(group => shares[group]);
            if (shares[rarest] > ClearlyThere * WorstError(pooled, rarest, Math.Min(before.Total, after.Total))) return merged;
            var next = Enumerable.Range(0, groups.Count).Where(group => group != rarest).MinBy(group => shares[group]);
            groups[next].AddRange(groups[rarest]);
            groups.RemoveAt(rarest);
        }

        return null;
    }

    private static int[] Number(List<List<int>> groups, int bins)
    {
        var numbers = new int[bins];
        var ordered = groups.OrderBy(group => group.Min()).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            foreach (var bin in ordered[i]) numbers[bin] = i;
        }

        groups.Clear();
        groups.AddRange(ordered);
        return numbers;
    }

    private static RandomizedHistogram Pool(RandomizedHistogram before, RandomizedHistogram after) =>
        before with { Bins = [.. before.Bins.Zip(after.Bins, (a, b) => a with { Count = a.Count + b.Count })] };

    private static double WorstError(RandomizedHistogram pooled, int bin, long total)
    {
        var arrived = pooled.Arrived()[bin];
        return Math.Sqrt(arrived * (1 - arrived) / total) / pooled.Channel.Contrast;
    }

    /// <summary>
    /// The index under "nothing moved" is about a weighted sum of squared normals; a scaled chi-squared of the same mean and
    /// variance stands for it (Satterthwaite). Without randomization it is (1/n + 1/m) times chi-squared of bins - 1.
    /// </summary>
    private static (double Scale, double Freedom) Null(RandomizedHistogram before, RandomizedHistogram after)
    {
        var pooled = Pool(before, after);
        double[] arrived = pooled.Arrived(), shares = Proper(pooled.Shares());
        var contrast = pooled.Channel.Contrast;
        var unit = (1.0 / before.Total + 1.0 / after.Total) / (contrast * contrast);
        double mean = 0, square = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            for (var j = 0; j < shares.Length; j++)
            {
                var covariance = unit * ((i == j ? arrived[i] : 0) - arrived[i] * arrived[j]);
                if (i == j) mean += covariance / shares[i];
                square += covariance * covariance / (shares[i] * shares[j]);
            }
        }

        return (square / mean, mean * mean / square);
    }

    private static double[] Proper(double[] shares)
    {
        double[] proper = [.. shares.Select(share => Math.Max(share, SmallestShare))];
        var sum = proper.Sum();
        return [.. proper.Select(share => share / sum)];
    }

    private static double Index(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * Math.Log(x / y)).Sum();

    private static double Jensen(double[] a, double[] b) => a.Zip(b, (x, y) =>
    {
        var middle = (x + y) / 2;
        return (x * Math.Log(x / middle) + y * Math.Log(y / middle)) / 2;
    }).Sum();
}
