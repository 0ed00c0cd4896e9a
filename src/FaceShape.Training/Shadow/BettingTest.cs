namespace FaceShape.Training.Shadow;

/// <summary>
/// An anytime-valid test of "one side does not come more often than the other" by betting (Waudby-Smith and Ramdas 2024): a
/// gambler stakes a part of the wealth on each answer; where the hypothesis is true the wealth is expected not to grow, and
/// reaches 1/α with probability at most α however often somebody looks (Ville). Stakes from small to large are mixed, so the
/// wealth depends on counts alone and needs no order of answers.
/// </summary>
public static class BettingTest
{
    private const int Stakes = 24;
    private const double SmallestStake = 0.003;
    private const double LargestStake = 0.9;
    private const double CostOfMixing = 5;
    private const double MostMeans = 50;
    private const double Precision = 1e-6;

    private static readonly double[] Won = [.. Enumerable.Range(0, Stakes).Select(i => Math.Log(1 + Stake(i)))];
    private static readonly double[] Lost = [.. Enumerable.Range(0, Stakes).Select(i => Math.Log(1 - Stake(i)))];

    /// <summary>Natural logarithm of the wealth after these answers.</summary>
    /// <param name="more">Answers for the side that might come more often.</param>
    /// <param name="less">Answers for the other.</param>
    public static double LogWealth(long more, long less)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(more);
        ArgumentOutOfRangeException.ThrowIfNegative(less);
        Span<double> logs = stackalloc double[Stakes];
        var most = double.NegativeInfinity;
        for (var i = 0; i < Stakes; i++)
        {
            logs[i] = more * Won[i] + less * Lost[i];
            most = Math.Max(most, logs[i]);
        }

        var sum = 0.0;
        foreach (var log in logs) sum += Math.Exp(log - most);
        return most + Math.Log(sum / Stakes);
    }

    /// <summary>Whether the wealth suffices to say that the one side comes more often.</summary>
    /// <param name="more">Answers for the side that might come more often.</param>
    /// <param name="less">Answers for the other.</param>
    /// <param name="falseAlarm">Probability of ever saying so although it is not true.</param>
    public static bool Says(long more, long less, double falseAlarm) => LogWealth(more, less) >= -Math.Log(falseAlarm);

    /// <summary>
    /// By how many answers a share of all runs has found a true shift, in theory. With the best stake the logarithm of the wealth
    /// drifts by shift² / (2 · discordant) an answer, with twice that as its variance, so the time at which it first reaches the
    /// bar is inverse Gaussian. Mixing stakes raises the bar: about a fifth of them is near enough to the best one to count. Runs
    /// that are luckier than half are faster than this, because other stakes suit them.
    /// </summary>
    /// <param name="shift">Probability of the one side less that of the other, as answers arrive.</param>
    /// <param name="discordant">Probability of either side, as answers arrive.</param>
    /// <param name="falseAlarm">Probability of a false alarm.</param>
    /// <param name="share">Share of runs, 0.5 or more.</param>
    public static double Needed(double shift, double discordant, double falseAlarm, double share)
    {
        var bar = Math.Log(CostOfMixing / falseAlarm);
        var mean = bar * 2 * discordant / (shift * shift);
        double low = 0, high = MostMeans * mean;
        while (high - low > Precision * mean)
        {
            var middle = (low + high) / 2;
            if (FirstPassage(middle / mean, bar) < share) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>Probability that the bar was reached by a time, in units of the mean time.</summary>
    private static double FirstPassage(double time, double bar)
    {
        var spread = Math.Sqrt(bar / 2 / time);
        return Normal(spread * (time - 1)) + Math.Exp(bar) * Normal(-spread * (time + 1));
    }

    private static double Normal(double z) => z < 0 ? ChiSquared.Tail(z * z, 1) / 2 : 1 - ChiSquared.Tail(z * z, 1) / 2;

    private static double Stake(int number) => SmallestStake * Math.Pow(LargestStake / SmallestStake, (double)number / (Stakes - 1));
}
