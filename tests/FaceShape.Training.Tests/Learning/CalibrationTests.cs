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
        // Of the answers at 0.35 three in ten are right, of those at 0.62 six in ten.
        Prediction[] predictions =
        [
            .. Enumerable.Range(0, 100).Select(i => new Prediction(i, i % 10 < 3 ? 0 : 1, [0.35, 0.33, 0.32])),
            .. Enumerable.Range(0, 100).Select(i => new Prediction(i, i % 10 < 6 ? 0 : 1, [0.62, 0.2, 0.18])),
        ];
        Assert.Equal(0.62, Calibration.AbstainBelow(predictions), 12);
    }

    [Fact]
    public void Everything_is_said_where_all_answers_are_good_enough_or_too_few_to_judge()
    {
        Prediction[] good = [.. Enumerable.Range(0, 100).Select(i => new Prediction(i, i % 2, [0.6, 0.4]))];
        Assert.Equal(0, Calibration.AbstainBelow(good));
        Prediction[] few = [.. Enumerable.Range(0, Calibration.FewestPhotos - 1).Select(i => new Prediction(i, 1, [0.6, 0.4]))];
        Assert.Equal(0, Calibration.AbstainBelow(few));
    }

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
