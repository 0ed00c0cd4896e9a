using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public class PhotoCorrelationTests
{
    [Theory]
    [InlineData(0.0, 0.0, 0.15)]
    [InlineData(0.5, 0.3, 0.7)]
    [InlineData(1.0, 0.85, 1.0)]
    public void The_correlation_with_which_photos_err_is_found_again(double shared, double least, double most) =>
        Assert.InRange(PhotoCorrelation.Estimate([.. People(3000, shared)], seed: 1)!.Value, least, most);

    [Fact]
    public void Nobody_with_two_photos_tells_nothing() =>
        Assert.Null(PhotoCorrelation.Estimate([new(0, 1, [0.4, 0.6]), new(1, 0, [0.3, 0.7])], seed: 1));

    /// <summary>
    /// Two labels, three photos a person. Each photo's evidence is a normal number whose mean is the label's sign; a part of its variance
    /// is the person's own. Its probability is the calibrated one: the logistic of twice the evidence over its variance.
    /// </summary>
    private static IEnumerable<Prediction> People(int count, double shared)
    {
        const double Deviation = 1.5;
        var random = new Random(7);
        for (var person = 0; person < count; person++)
        {
            var label = random.Next(2);
            var own = Math.Sqrt(shared) * Deviation * Normal(random);
            for (var photo = 0; photo < 3; photo++)
            {
                var evidence = 2 * label - 1 + own + Math.Sqrt(1 - shared) * Deviation * Normal(random);
                var second = 1 / (1 + Math.Exp(-2 * evidence / (Deviation * Deviation)));
                yield return new(person, label, [1 - second, second]);
            }
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
