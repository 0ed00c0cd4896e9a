namespace FaceShape.Insight;

/// <summary>A share of people, estimated from randomized answers.</summary>
/// <param name="Share">Unbiased; where few people answered it may lie below 0 or above 1.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="StandardError">Standard error of <paramref name="Share"/>.</param>
public readonly record struct ShareEstimate(double Share, double Low, double High, double StandardError)
{
    /// <summary>Two-sided 95 % of the normal distribution.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>
    /// Takes the randomization out of a count: the share that arrived, less what chance puts there, over the channel's
    /// contrast. The interval is Wilson's of the share that arrived, taken through the same map.
    /// </summary>
    /// <param name="channel">How answers were randomized.</param>
    /// <param name="count">Answers that arrived with the value, or with one of several.</param>
    /// <param name="total">All answers to the question, at least 1.</param>
    /// <param name="values">How many values <paramref name="count"/> sums.</param>
    /// <param name="z">Half the interval's width in standard errors.</param>
    public static ShareEstimate Of(Channel channel, long count, long total, int values = 1, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(total, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        var arrived = (double)count / total;
        var spread = z * z / total;
        var middle = (arrived + spread / 2) / (1 + spread);
        var half = z / (1 + spread) * Math.Sqrt((arrived * (1 - arrived) + spread / 4) / total);
        return new(
            TakeOut(arrived), TakeOut(middle - half), TakeOut(middle + half), Math.Sqrt(arrived * (1 - arrived) / total) / channel.Contrast);

        double TakeOut(double share) => (share - values * channel.Other) / channel.Contrast;
    }

    /// <summary>How many answers a standard error takes, for a share that is not known beforehand.</summary>
    /// <param name="channel">How answers are randomized.</param>
    /// <param name="share">The true share that is expected.</param>
    /// <param name="standardError">What is wished for.</param>
    public static double Needed(Channel channel, double share, double standardError)
    {
        var arrived = channel.Other + share * channel.Contrast;
        var error = standardError * channel.Contrast;
        return arrived * (1 - arrived) / (error * error);
    }
}
