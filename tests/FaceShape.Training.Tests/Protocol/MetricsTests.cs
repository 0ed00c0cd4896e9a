using FaceShape.Classification;
using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class MetricsTests
{
    private static readonly Prediction[] Four =
    [
        new(0, 0, [0.75, 0.15, 0.10]),
        new(0, 1, [0.55, 0.35, 0.10]),
        new(1, 2, [0.35, 0.55, 0.10]),
        new(2, 1, [0.15, 0.75, 0.10]),
    ];

    [Fact]
    public void Every_figure_stays_in_its_range() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
    {
        var predictions = Random(seed);
        double first = Statistics.Top(1).Of(predictions), second = Statistics.Top(2).Of(predictions);
        var coverage = Metrics.Coverage(predictions);
        return first is >= 0 and <= 1 && second >= first && second <= 1
            && Statistics.CalibrationError.Of(predictions) is >= 0 and <= 1
            && Statistics.LogLoss.Of(predictions) >= 0
            && Statistics.MacroF1(5).Of(predictions) is >= 0 and <= 1
            && Metrics.Confusion(predictions, 5).Sum(row => row.Sum()) == predictions.Count
            && coverage.Count == 10 && coverage[^1][0] == 1 && Math.Abs(coverage[^1][1] - first) < 1e-12
            && Metrics.PerPerson(predictions).All(p => Math.Abs(p.Probabilities.Sum() - 1) < 1e-9);
    }));

    [Fact]
    public void Known_predictions_have_known_figures()
    {
        Assert.Equal([1, 0, 0, 1], Four.Select(p => Statistics.Top(1).Of([p])));
        Assert.Equal([1, 1, 0, 1], Four.Select(p => Statistics.Top(2).Of([p])));

        // Two bins of two photos: all right at 0.75, none right at 0.55.
        Assert.Equal((2 * 0.25 + 2 * 0.55) / 4, Statistics.CalibrationError.Of(Four), 12);
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.35) + Math.Log(0.10) + Math.Log(0.75)) / 4, Statistics.LogLoss.Of(Four), 12);
        Assert.Equal([[1, 0, 0], [1, 1, 0], [0, 1, 0]], Metrics.Confusion(Four, 3));
        Assert.Equal((2.0 / 3 + 2.0 / 4 + 0) / 3, Statistics.MacroF1(3).Of(Four), 12);
        Assert.Equal([0.5, 1], Metrics.Coverage(Four)[4]);
        Assert.Equal(1, Metrics.MostConfident(Four, 0.5, 1)!.Value);
        Assert.Equal(2.0 / 3, Metrics.MostConfident(Four, 0.75, 1)!.Value, 12);
    }

    [Fact]
    public void Bins_of_reliability_say_how_probable_answers_are_and_how_often_right() => Assert.Equal(
        [(0.55, 0, 2), (0.75, 1, 2)],
        Metrics.Reliability(Four).Select(bin => (Math.Round(bin.Probability, 12), bin.Accuracy, bin.Photos)));

    [Fact]
    public void The_calibration_error_is_the_bins_distance_weighted_by_their_photos() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var predictions = Random(seed);
            var error = Metrics.Reliability(predictions).Sum(bin => bin.Photos * Math.Abs(bin.Probability - bin.Accuracy)) / predictions.Count;
            return Math.Abs(error - Statistics.CalibrationError.Of(predictions)) < 1e-12;
        }));

    [Fact]
    public void A_person_gets_the_mean_of_the_logarithms_times_what_the_photos_are_worth_and_the_label_of_most()
    {
        var person = Assert.Single(Metrics.PerPerson([new(7, 1, [0.9, 0.1]), new(7, 1, [0.1, 0.9]), new(7, 0, [0.2, 0.8])]));
        Assert.Equal((7, 1), (person.Person, person.Label));
        var power = PhotoFusion.Worth(3) / 3;
        double first = Math.Pow(0.9 * 0.1 * 0.2, power), second = Math.Pow(0.1 * 0.9 * 0.8, power);
        Assert.Equal(first / (first + second), person.Probabilities[0], 12);
    }

    [Fact]
    public void A_label_that_gets_no_probability_costs_much_but_not_infinitely() =>
        Assert.InRange(Statistics.LogLoss.Of([new(0, 1, [1, 0])]), 20, 30);

    [Fact]
    public void Nothing_has_no_figures()
    {
        Assert.Null(Statistics.Top(1).Estimate([], p => p.Person, 1));
        Assert.Null(Statistics.MacroF1(3).Estimate([], p => p.Person, 1));
        Assert.Null(Metrics.MostConfident([], 0.5, 1));
        Assert.Empty(Metrics.Coverage([]));
    }

    internal static List<Prediction> Random(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ =>
        {
            var raw = Enumerable.Range(0, 5).Select(_ => random.NextDouble() + 1e-3).ToArray();
            return new Prediction(random.Next(12), random.Next(5), [.. raw.Select(x => x / raw.Sum())]);
        })];
    }
}
