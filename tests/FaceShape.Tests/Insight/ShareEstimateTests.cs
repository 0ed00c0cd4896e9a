using FaceShape.Insight;

namespace FaceShape.Tests.Insight;

public class ShareEstimateTests
{
    private const int Runs = 2_000;
    private static readonly double[] Population = [0.05, 0.18, 0.14, 0.27, 0.19, 0.12, 0.05];

    [Fact]
    public void Estimates_are_unbiased_and_intervals_hold_the_truth_95_times_in_100()
    {
        const int People = 2_000;
        var question = Questions.Shape;
        var random = new Random(7);
        var bits = new SeededBits(8);
        var sums = new double[Population.Length];
        var covered = new int[Population.Length];
        var errors = new double[Population.Length];
        for (var run = 0; run < Runs; run++)
        {
            var counts = new long[Population.Length];
            for (var i = 0; i < People; i++)
            {
                var kept = question.Permanent.Answer(DrawFrom(Population, random.NextDouble()), bits);
                counts[question.Instantaneous!.Answer(kept, bits)]++;
            }

            for (var value = 0; value < counts.Length; value++)
            {
                var estimate = ShareEstimate.Of(question.Channel, counts[value], People);
                sums[value] += estimate.Share;
                errors[value] += estimate.StandardError;
                if (estimate.Low <= Population[value] && Population[value] <= estimate.High) covered[value]++;
            }
        }

        for (var value = 0; value < Population.Length; value++)
        {
            // Four standard errors of the mean of all runs: a bias of a thirtieth of one run's error would show.
            var tolerance = 4 * errors[value] / Runs / Math.Sqrt(Runs);
            Assert.InRange(sums[value] / Runs, Population[value] - tolerance, Population[value] + tolerance);
        }

        Assert.InRange(covered.Average() / Runs, 0.94, 0.96);
        Assert.All(covered, hits => Assert.InRange((double)hits / Runs, 0.935, 0.965));
    }

    [Fact]
    public void The_answers_that_a_standard_error_needs_give_that_standard_error()
    {
        foreach (var question in Questions.All)
        {
            var needed = (long)Math.Ceiling(ShareEstimate.Needed(question.Channel, 0.2, 0.01));
            var arrived = (long)Math.Round(needed * (question.Channel.Other + 0.2 * question.Channel.Contrast));
            Assert.Equal(0.01, ShareEstimate.Of(question.Channel, arrived, needed).StandardError, 4);
        }
    }

    [Fact]
    public void Several_values_together_are_estimated_like_one()
    {
        var channel = new Channel(4, 0.7);
        var both = ShareEstimate.Of(channel, 500, 1_000, values: 2);
        var (first, second) = (ShareEstimate.Of(channel, 300, 1_000), ShareEstimate.Of(channel, 200, 1_000));
        Assert.Equal(first.Share + second.Share, both.Share, 12);
    }

    private static int DrawFrom(double[] shares, double at)
    {
        for (var i = 0; i < shares.Length; i++)
        {
            at -= shares[i];
            if (at < 0) return i;
        }

        return shares.Length - 1;
    }
}
