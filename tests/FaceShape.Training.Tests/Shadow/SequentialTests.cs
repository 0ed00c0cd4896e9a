using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Tests.Shadow;

public class SequentialTests
{
    private const int Runs = 2_000;
    private const double FalseAlarm = 0.05;

    [Fact]
    public void Looking_after_every_answer_raises_a_false_alarm_in_at_most_one_run_of_twenty()
    {
        var random = new Random(21);
        var alarms = 0;
        for (var run = 0; run < Runs; run++)
        {
            if (FirstAlarm(random, 0.15, 0.15, 20_000) is not null) alarms++;
        }

        Assert.InRange((double)alarms / Runs, 0.0005, FalseAlarm);
    }

    [Theory]
    [InlineData(0.20, false)]
    [InlineData(0.20, true)]
    public void A_shift_of_three_points_is_found_with_the_answers_that_theory_says(double discordant, bool randomized)
    {
        const double Shift = 0.03;
        var channel = randomized ? Questions.Preferred.Channel : new Channel(5, 1);
        var arriving = 2 * channel.Other + discordant * channel.Contrast;
        var shift = Shift * channel.Contrast;
        double Needed(double share) => BettingTest.Needed(shift, arriving, FalseAlarm, share);
        var random = new Random(22);
        var runs = randomized ? 500 : Runs;
        var found = Enumerable.Range(0, runs)
            .Select(_ => FirstAlarm(random, (arriving + shift) / 2, (arriving - shift) / 2, (int)(10 * Needed(0.8))) ?? int.MaxValue).Order().ToArray();

        foreach (var share in new[] { 0.5, 0.8 })
            Assert.InRange(found[(int)(share * runs)], 0.8 * Needed(share), 1.2 * Needed(share));
    }

    [Fact]
    public void Looking_at_the_ratios_every_time_raises_a_false_alarm_in_at_most_one_run_of_twenty()
    {
        var random = new Random(23);
        double[] expected = [0.5, 0.3, 0.2];
        var alarms = 0;
        for (var run = 0; run < Runs; run++)
        {
            var counts = new long[3];
            for (var looks = 0; looks < 200; looks++)
            {
                var more = Draws.Multinomial(expected, 20, random);
                for (var i = 0; i < 3; i++) counts[i] += more[i];
                if (!SampleRatioTest.Rejects(counts, expected, FalseAlarm)) continue;
                alarms++;
                break;
            }
        }

        Assert.InRange((double)alarms / Runs, 0.0005, FalseAlarm);
    }

    [Fact]
    public void A_ratio_that_is_off_is_found()
    {
        var counts = Draws.Multinomial([0.47, 0.33, 0.2], 20_000, new Random(24));
        Assert.True(SampleRatioTest.Rejects(counts, [0.5, 0.3, 0.2], 0.001));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(1, 8, 0.0390625)]
    [InlineData(8, 1, 0.0390625)]
    public void McNemar_tosses_coins(long champion, long challenger, double expected) =>
        Assert.Equal(expected, McNemar.Of(champion, challenger).PValue, 9);

    [Fact]
    public void The_difference_in_accuracy_is_unbiased_and_its_interval_holds_it_95_times_in_100()
    {
        var random = new Random(25);
        var channel = Questions.Preferred.Channel;
        double[] shares = [0.4, 0.3, 0.07, 0.1, 0.13];
        int covered = 0;
        var sum = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            var counts = Draws.Histogram(channel, shares, 4_000, random).Bins;
            var estimate = McNemar.Difference(channel, counts[2].Count, counts[3].Count, 4_000);
            sum += estimate.Share;
            if (estimate.Low <= 0.03 && estimate.High >= 0.03) covered++;
        }

        Assert.Equal(0.03, sum / Runs, 0.001);
        Assert.InRange((double)covered / Runs, 0.94, 0.96);
    }

    private static int? FirstAlarm(Random random, double more, double less, int most)
    {
        long ahead = 0, behind = 0;
        for (var i = 1; i <= most; i++)
        {
            var at = random.NextDouble();
            if (at < more) ahead++;
            else if (at < more + less) behind++;
            else continue;
            if (ahead > behind && BettingTest.Says(ahead, behind, FalseAlarm)) return i;
        }

        return null;
    }
}
