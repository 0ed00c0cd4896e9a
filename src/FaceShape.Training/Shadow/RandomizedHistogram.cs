using FaceShape.Insight;

namespace FaceShape.Training.Shadow;

/// <summary>Answers as they arrived, by value; some values may be counted together.</summary>
/// <param name="Channel">How they were randomized; a probability of truth of 1 means not at all.</param>
/// <param name="Bins">The counts.</param>
public sealed record RandomizedHistogram(Channel Channel, IReadOnlyList<HistogramBin> Bins)
{
    /// <summary>All answers.</summary>
    public long Total => Bins.Sum(bin => bin.Count);

    /// <summary>Unbiased shares, one a bin; they sum to 1, and where few people answered some may be negative.</summary>
    public double[] Shares() => [.. Arrived().Zip(Bins, (arrived, bin) => (arrived - bin.Values * Channel.Other) / Channel.Contrast)];

    /// <summary>Shares as they arrived.</summary>
    public double[] Arrived()
    {
        var total = (double)Math.Max(1, Total);
        return [.. Bins.Select(bin => bin.Count / total)];
    }

    /// <summary>One with fewer bins.</summary>
    /// <param name="together">The number of the new bin, for each old one; from 0 without a gap.</param>
    internal RandomizedHistogram Merge(IReadOnlyList<int> together) => this with
    {
        Bins = [.. Bins.Zip(together).GroupBy(pair => pair.Second).OrderBy(group => group.Key).Select(group => new HistogramBin(
            string.Join("/", group.Select(pair => pair.First.Name)), group.Sum(pair => pair.First.Values), group.Sum(pair => pair.First.Count)))],
    };
}

/// <summary>Some values of a question, counted together.</summary>
/// <param name="Name">For people.</param>
/// <param name="Values">How many values, at least 1.</param>
/// <param name="Count">Answers that arrived.</param>
public sealed record HistogramBin(string Name, int Values, long Count);
