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

    [Fact]
    public void Nothing_is_said_where_fewer_than_two_in_five_answers_are_right()
    {
        // Right in three of ten at 0.35, five of ten at 0.5, six of ten at 0.62.
        Prediction[] predictions = [.. Answers(100, 0.35, 3), .. Answers(100, 0.5, 5), .. Answers(100, 0.62, 6)];
        Assert.Equal(0.5, Calibration.AbstainBelow(predictions), 12);
    }

    [Fact]
    public void A_few_lucky_answers_of_little_probability_do_not_move_the_threshold()
    {
        Prediction[] predictions = [.. Answers(2, 0.25, 10), .. Answers(100, 0.35, 3), .. Answers(100, 0.62, 6)];
        Assert.Equal(0.62, Calibration.AbstainBelow(predictions), 12);
    }

    [Fact]
    public void Everything_is_said_where_all_answers_are_good_enough_and_nothing_where_none_is()
    {
        Assert.Equal(0, Calibration.AbstainBelow([.. Answers(50, 0.6, 5), .. Answers(50, 0.7, 6)]));
        Assert.Equal(1, Calibration.AbstainBelow([.. Answers(50, 0.6, 2), .. Answers(50, 0.7, 3)]));
        Assert.Equal(0, Calibration.AbstainBelow([]));
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
