using FaceShape.Insight;

namespace FaceShape.Training.Shadow;

/// <summary>Which of two models is right more often on the same photos: only photos on which they differ tell.</summary>
/// <param name="ChampionOnly">Photos that only the champion got right.</param>
/// <param name="ChallengerOnly">Photos that only the challenger got right.</param>
/// <param name="PValue">Two-sided, exact: as many to one side by tossing a coin.</param>
public sealed record McNemar(long ChampionOnly, long ChallengerOnly, double PValue)
{
    /// <summary>Tests counts that are not randomized.</summary>
    public static McNemar Of(long championOnly, long challengerOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(championOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(challengerOnly);
        var all = championOnly + challengerOnly;
        var fewer = Math.Min(championOnly, challengerOnly);
        var sum = 0.0;
        for (long k = 0; k <= fewer; k++) sum += Math.Exp(LogChoose(all, k) - all * Math.Log(2));
        return new(championOnly, challengerOnly, Math.Min(1, 2 * sum));
    }

    /// <summary>
    /// The difference in accuracy (challenger less champion, among those who said what is right) from randomized answers, with
    /// its 95 % interval.
    /// </summary>
    /// <param name="channel">How answers were randomized.</param>
    /// <param name="championOnly">Answers that arrived as "champion".</param>
    /// <param name="challengerOnly">Answers that arrived as "challenger".</param>
    /// <param name="total">All answers, at least 1.</param>
    public static ShareEstimate Difference(Channel channel, long championOnly, long challengerOnly, long total)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        var difference = (double)(challengerOnly - championOnly) / total;
        var variance = ((double)(challengerOnly + championOnly) / total - difference * difference) / total;
        var (share, error) = (difference / channel.Contrast, Math.Sqrt(variance) / channel.Contrast);
        return new(share, share - ShareEstimate.Z95 * error, share + ShareEstimate.Z95 * error, error);
    }

    private static double LogChoose(long n, long k) => ChiSquared.LogGamma(n + 1) - ChiSquared.LogGamma(k + 1) - ChiSquared.LogGamma(n - k + 1);
}
