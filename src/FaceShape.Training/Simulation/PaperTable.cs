using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Simulation;

/// <summary>What a number of users and an epsilon give, by arithmetic.</summary>
/// <param name="Users">Devices with the app.</param>
/// <param name="Epsilon">Privacy loss of a permanent answer.</param>
/// <param name="ReportsPerQuestion">Reports a week on one question.</param>
/// <param name="ShapeError">Standard error of a shape's share in one week; null where too few reports of it arrive to be published.</param>
/// <param name="SmallestShift">Shift of the distribution of shapes, of one shape to another, found in a week in four of five cases; null likewise.</param>
/// <param name="WeeksToDecide">
/// Weeks until a challenger that is three points better is promoted, in four of five cases, when it is asked about in every other draw;
/// null where a week's reports for one of the two are too few to be published, or nobody says which is right.
/// </param>
public sealed record PaperRow(long Users, double Epsilon, double ReportsPerQuestion, double? ShapeError, double? SmallestShift, double? WeeksToDecide);

/// <summary>Makes the table.</summary>
public static class PaperTable
{
    private const double FalseAlarm = 0.05;
    private const double FourOfFive = 0.8;
    private const double BetterBy = 0.03;

    private static readonly long[] Populations = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    private static readonly double[] Epsilons = [1, 2, 4];

    /// <summary>One row for each number of users and epsilon.</summary>
    /// <param name="options">Opt-in, use, feedback and discordance.</param>
    public static IReadOnlyList<PaperRow> Of(PopulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. from epsilon in Epsilons from users in Populations select Row(options, users, epsilon)];
    }

    private static PaperRow Row(PopulationOptions options, long users, double epsilon)
    {
        var values = Questions.Shape.Values.Count;
        var shape = new RandomizedResponse(values, epsilon).Channel.Then(Questions.Shape.Instantaneous!.Channel);
        var weekly = users * options.OptIn * options.WeeklyUse;
        var reports = weekly * Questions.ExpectedShare(Questions.Shape, challenger: true);
        var share = 1.0 / (values - 1);
        var isPublished = reports * Arriving(shape, share) >= Privacy.FewestReports;
        return new(
            users,
            epsilon,
            reports,
            isPublished ? Math.Sqrt(ShareEstimate.Needed(shape, share, 1) / reports) : null,
            isPublished ? SmallestShift(shape, share, reports) : null,
            Weeks(options, weekly, epsilon));
    }

    /// <summary>Two weeks are compared: four of five shifts exceed the limit when they are so many standard errors of a difference.</summary>
    private static double SmallestShift(Channel channel, double share, double reports)
    {
        var freedom = channel.Values - 1;
        var bar = NoncentralityFor(freedom);
        // One share grows and another shrinks by it: the noncentrality is reports · (shift · contrast)² / the share as it arrives.
        return Math.Sqrt(bar * Arriving(channel, share) / reports) / channel.Contrast;
    }

    private static double Arriving(Channel channel, double share) => channel.Other + share * channel.Contrast;

    /// <summary>Patnaik's approximation of the noncentral chi-squared, solved for four of five.</summary>
    private static double NoncentralityFor(double freedom)
    {
        var limit = ChiSquared.Quantile(FalseAlarm, freedom);
        double low = 0, high = 100;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            var scale = (freedom + 2 * middle) / (freedom + middle);
            if (ChiSquared.Tail(limit / scale, (freedom + middle) / scale) < FourOfFive) low = middle;
            else high = middle;
        }

        return high;
    }

    private static double? Weeks(PopulationOptions options, double weekly, double epsilon)
    {
        var channel = new RandomizedResponse(Questions.Preferred.Values.Count, epsilon).Channel;
        var reports = weekly * Questions.ExpectedShare(Questions.Preferred, challenger: true);
        var champion = Arriving(channel, (options.Discordance - BetterBy) / 2 * options.Feedback);
        var challenger = Arriving(channel, (options.Discordance + BetterBy) / 2 * options.Feedback);
        if (reports * champion < Privacy.FewestReports) return null;
        var needed = BettingTest.Needed(BetterBy * options.Feedback * channel.Contrast, champion + challenger, FalseAlarm / 2, FourOfFive);
        return double.IsFinite(needed) ? needed / reports : null;
    }
}
