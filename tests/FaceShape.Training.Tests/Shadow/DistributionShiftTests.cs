using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Tests.Shadow;

public class DistributionShiftTests
{
    private static readonly double[] Shapes = [0.02, 0.18, 0.14, 0.27, 0.19, 0.12, 0.08];
    private static readonly Channel Plain = new(Shapes.Length, 1);

    public static TheoryData<string, int, int> Sizes => new()
    {
        { "plain", 1_000, 1_000 }, { "plain", 20_000, 3_000 },
        { "shape", 3_000, 3_000 }, { "shape", 10_000, 4_000 }, { "shape", 40_000, 40_000 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Limits_match_simulation_where_nothing_moved(string kind, int before, int after)
    {
        const int Runs = 2_000;
        var channel = kind == "plain" ? Plain : Questions.Shape.Channel;
        var random = new Random(11);
        int index = 0, divergence = 0;
        for (var run = 0; run < Runs; run++)
        {
            var shift = DistributionShift.Between(Draws.Histogram(channel, Shapes, before, random), Draws.Histogram(channel, Shapes, after, random), 0.05)!;
            if (shift.Alarms) index++;
            if (shift.Divergence > shift.DivergenceLimit) divergence++;
        }

        Assert.InRange((double)index / Runs, 0.03, 0.07);
        Assert.InRange((double)divergence / Runs, 0.03, 0.07);
    }

    [Fact]
    public void Without_randomization_the_limit_is_that_of_chi_squared_over_the_sample_sizes()
    {
        var random = new Random(3);
        double[] even = [0.2, 0.2, 0.2, 0.2, 0.2];
        foreach (var people in new[] { 1_000, 5_000 })
        {
            var channel = new Channel(5, 1);
            var shift = DistributionShift.Between(Draws.Histogram(channel, even, people, random), Draws.Histogram(channel, even, people, random), 0.05)!;
            Assert.Equal(2.0 / people * 9.4877, shift.StabilityLimit, 5e-5);
        }
    }

    [Fact]
    public void A_limit_by_rule_of_thumb_would_sleep_through_a_shift_that_this_one_hears()
    {
        var random = new Random(4);
        double[] moved = [0.02, 0.26, 0.14, 0.19, 0.19, 0.12, 0.08];
        var channel = Questions.Shape.Channel;
        var shift = DistributionShift.Between(Draws.Histogram(channel, Shapes, 20_000, random), Draws.Histogram(channel, moved, 20_000, random), 0.01)!;
        Assert.True(shift.Alarms);
        Assert.True(shift.StabilityIndex < 0.1);
        Assert.True(shift.PValue < 0.001);
    }

    [Fact]
    public void Values_that_are_rare_are_compared_together()
    {
        var random = new Random(5);
        double[] rare = [0.001, 0.4, 0.3, 0.295, 0.002, 0.001, 0.001];
        var channel = Questions.Shape.Channel;
        var shift = DistributionShift.Between(Draws.Histogram(channel, rare, 3_000, random), Draws.Histogram(channel, rare, 3_000, random), 0.05)!;
        Assert.InRange(shift.Bins.Count, 2, 4);
        Assert.Equal(1, shift.Before.Sum(), 9);
        Assert.Equal(["v0", "v1", "v2", "v3", "v4", "v5", "v6"], string.Join("/", shift.Bins).Split('/').Order());
    }

    [Fact]
    public void Too_few_answers_give_no_verdict()
    {
        var random = new Random(6);
        var channel = Questions.Shape.Channel;
        Assert.Null(DistributionShift.Between(Draws.Histogram(channel, Shapes, 15, random), Draws.Histogram(channel, Shapes, 15, random), 0.05));
        Assert.Null(DistributionShift.Between(Draws.Histogram(channel, Shapes, 0, random), Draws.Histogram(channel, Shapes, 15, random), 0.05));
    }
}
