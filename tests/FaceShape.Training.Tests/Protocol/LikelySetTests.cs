using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class LikelySetTests
{
    [Fact]
    public void Nine_in_ten_labels_reach_the_threshold_that_is_fitted() => Check.One(
        Config.QuickThrowOnFailure,
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var predictions = MetricsTests.Random(seed);
            var threshold = Calibration.LikelyFrom(predictions);
            var missed = predictions.Count(p => p.Probabilities[p.Label] < threshold);
            return missed <= 0.1 * (predictions.Count + 1);
        }));

    [Fact]
    public void People_never_seen_get_what_was_promised()
    {
        var random = new Random(3);
        Prediction[] fitted = Draw(4000), fresh = Draw(4000);
        var threshold = Calibration.LikelyFrom(fitted);
        var held = fresh.Count(p => Calibration.Likely(p.Probabilities, threshold)[p.Label]) / (double)fresh.Length;
        Assert.InRange(held, 0.88, 0.92);

        Prediction[] Draw(int count) => [.. Enumerable.Range(0, count).Select(person =>
        {
            var raw = Enumerable.Range(0, 5).Select(_ => Math.Exp(2 * random.NextDouble())).ToArray();
            double[] probabilities = [.. raw.Select(x => x / raw.Sum())];
            var (at, label) = (random.NextDouble(), 0);
            while (label < 4 && (at -= probabilities[label]) > 0) label++;
            return new Prediction(person, label, probabilities);
        })];
    }

    [Fact]
    public void A_set_holds_the_first_answer_and_all_that_reach_the_threshold()
    {
        Assert.Equal([true, true, false], Calibration.Likely([0.5, 0.3, 0.2], 0.3));
        Assert.Equal([true, false, false], Calibration.Likely([0.5, 0.3, 0.2], 0.9));
    }

    [Fact]
    public void Too_few_photos_to_promise_anything_put_every_label_in() => Assert.Equal(0, Calibration.LikelyFrom([new(0, 0, [0.5, 0.5])]));

    [Fact]
    public void Sets_are_counted_by_what_they_hold_and_by_their_size()
    {
        static PhotoAnswer At(int person, int label, params bool[] set) => new(0, 0, new(person, label, [0.5, 0.3, 0.2]), null, false, set);
        var figures = SetFigures.Of([At(0, 0, true, false, false), At(1, 2, true, true, false), At(2, 1, true, true, false), At(3, 2, true, true, true)], 3, 1)!;
        Assert.Equal(0.75, figures.Holds.Value);
        Assert.Equal(2, figures.MeanSize.Value);
        Assert.Equal([0.25, 0.5, 0.25], figures.Sizes);
        Assert.Null(SetFigures.Of([new(0, 0, new(0, 0, [1]), null, false, null)], 1, 1));
    }
}
