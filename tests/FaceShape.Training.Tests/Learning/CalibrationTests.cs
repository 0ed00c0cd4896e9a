using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Learning;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void The_temperature_of_scores_that_are_too_sure_or_too_shy_is_found(double truth)
    {
        var random = new Random(1);
        var honest = Enumerable.Range(0, 4000).Select(_ => Enumerable.Range(0, 5).Select(_ => 3 * random.NextSingle()).ToArray()).ToArray();
        var labels = honest.Select(logits => Draw(Softmax.Of(logits, 1), random)).ToArray();
        float[][] scaled = [.. honest.Select(logits => (float[])[.. logits.Select(x => (float)(x * truth))])];
        Assert.Equal(truth, Calibration.Temperature(scaled, labels), truth * 0.1);
    }

    [Theory]
    [InlineData(0, 1, 0.4)] // probabilities that are what they say
    [InlineData(-0.5, 1.2, 0.519)] // too sure
    [InlineData(0.6, 0.9, 0.247)] // too shy
    public void The_probability_of_answers_that_are_right_two_times_in_five_is_the_threshold(double offset, double slope, double threshold)
    {
        var random = new Random(2);
        Prediction[] predictions =
        [
            .. Enumerable.Range(0, 20_000).Select(i =>
            {
                var probability = 0.22 + 0.75 * random.NextDouble();
                var logOdds = offset + slope * Math.Log(probability / (1 - probability));
                return new Prediction(i, random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 0 : 1, [probability, .. Enumerable.Repeat((1 - probability) / 4, 4)]);
            }),
        ];
        Assert.Equal(threshold, Calibration.AbstainBelow(predictions), 0.015);
    }

    [Fact]
    public void A_few_lucky_answers_of_little_probability_do_not_move_the_threshold()
    {
        Prediction[] predictions = [.. Answers(100, 0.35, 3), .. Answers(100, 0.62, 6)];
        Assert.Equal(Calibration.AbstainBelow(predictions), Calibration.AbstainBelow([.. Answers(2, 0.25, 10), .. predictions]), 0.021);
    }

    [Fact]
    public void Where_probabilities_say_nothing_answers_are_given_if_they_are_right_often_enough()
    {
        Assert.Equal(0, Calibration.AbstainBelow([.. Answers(50, 0.6, 5), .. Answers(50, 0.7, 5)]));
        Assert.Equal(1, Calibration.AbstainBelow([.. Answers(50, 0.6, 3), .. Answers(50, 0.7, 2)]));
        Assert.Equal(0, Calibration.AbstainBelow([]));
    }

    [Fact]
    public void Answers_that_are_all_right_or_all_wrong_give_a_threshold_too()
    {
        Assert.InRange(Calibration.AbstainBelow([.. Answers(50, 0.6, 10), .. Answers(50, 0.7, 10)]), 0, 0.5);
        Assert.InRange(Calibration.AbstainBelow([.. Answers(50, 0.6, 0), .. Answers(50, 0.7, 0)]), 0.7, 1);
    }

    private static IEnumerable<Prediction> Answers(int count, double probability, int rightInTen) =>
        Enumerable.Range(0, count).Select(i => new Prediction(
            i, i % 10 < rightInTen ? 0 : 1, [probability, .. Enumerable.Repeat((1 - probability) / 4, 4)]));

    private static int Draw(double[] probabilities, Random random)
    {
        var at = random.NextDouble();
        for (var i = 0; i < probabilities.Length; i++)
        {
            if ((at -= probabilities[i]) < 0) return i;
        }

        return probabilities.Length - 1;
    }
}
