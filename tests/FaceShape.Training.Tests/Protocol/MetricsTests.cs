using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class MetricsTests
{
    [Fact]
    public void Every_figure_stays_in_its_range() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var predictions = Random(seed);
        double first = Metrics.Hits(predictions, 1).Average(), second = Metrics.Hits(predictions, 2).Average();
        var coverage = Metrics.Coverage(predictions);
        var confusion = Metrics.Confusion(predictions, 5);
        return first is >= 0 and <= 1 && second >= first && second <= 1
            && Metrics.ExpectedCalibrationError(predictions) is >= 0 and <= 1
            && Metrics.LogLoss(predictions) >= 0
            && Metrics.MacroF1(confusion) is >= 0 and <= 1
            && confusion.Sum(row => row.Sum()) == predictions.Count
            && coverage.Count == 10 && coverage[^1][0] == 1 && Math.Abs(coverage[^1][1] - first) < 1e-12
            && Metrics.PerPerson(predictions).All(p => Math.Abs(p.Probabilities.Sum() - 1) < 1e-9);
    }));

    [Fact]
    public void Known_predictions_have_known_figures()
    {
        Prediction[] predictions =
        [
            new(0, 0, [0.75, 0.15, 0.10]),
            new(0, 1, [0.55, 0.35, 0.10]),
            new(1, 2, [0.35, 0.55, 0.10]),
            new(2, 1, [0.15, 0.75, 0.10]),
        ];
        Assert.Equal([1, 0, 0, 1], Metrics.Hits(predictions, 1));
        Assert.Equal([1, 1, 0, 1], Metrics.Hits(predictions, 2));

        // Two bins of two photos: all right at 0.75, none right at 0.55.
        Assert.Equal((2 * 0.25 + 2 * 0.55) / 4, Metrics.ExpectedCalibrationError(predictions), 12);
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.35) + Math.Log(0.10) + Math.Log(0.75)) / 4, Metrics.LogLoss(predictions), 12);
        Assert.Equal([[1, 0, 0], [1, 1, 0], [0, 1, 0]], Metrics.Confusion(predictions, 3));
        Assert.Equal((2.0 / 3 + 2.0 / 4 + 0) / 3, Metrics.MacroF1(Metrics.Confusion(predictions, 3)), 12);
        Assert.Equal([0.5, 1], Metrics.Coverage(predictions)[4]);
    }

    [Fact]
    public void A_person_gets_the_mean_of_the_logarithms_and_the_label_of_most_photos()
    {
        var person = Assert.Single(Metrics.PerPerson([new(7, 1, [0.9, 0.1]), new(7, 1, [0.1, 0.9]), new(7, 0, [0.2, 0.8])]));
        Assert.Equal((7, 1), (person.Person, person.Label));
        double first = Math.Pow(0.9 * 0.1 * 0.2, 1.0 / 3), second = Math.Pow(0.1 * 0.9 * 0.8, 1.0 / 3);
        Assert.Equal(first / (first + second), person.Probabilities[0], 12);
    }

    [Fact]
    public void A_label_that_gets_no_probability_costs_much_but_not_infinitely() =>
        Assert.InRange(Metrics.LogLoss([new(0, 1, [1, 0])]), 20, 30);

    private static List<Prediction> Random(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ =>
        {
            var raw = Enumerable.Range(0, 5).Select(_ => random.NextDouble() + 1e-3).ToArray();
            return new Prediction(random.Next(12), random.Next(5), [.. raw.Select(x => x / raw.Sum())]);
        })];
    }
}
