using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Turns predictions into figures.</summary>
internal static class Scorer
{
    /// <summary>All figures of one classifier.</summary>
    /// <param name="labels">Names of the labels.</param>
    /// <param name="predictions">One a photo.</param>
    /// <param name="abstained">Whether the answer is "can't tell", one a photo.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public static ClassifierScores Score(
        IReadOnlyList<string> labels, IReadOnlyList<Prediction> predictions, IReadOnlyList<bool> abstained, int seed)
    {
        var confusion = Metrics.Confusion(predictions, labels.Count);
        return new()
        {
            Labels = labels,
            Read = predictions.Count,
            People = predictions.Select(p => p.Person).Distinct().Count(),
            PerPhoto = Accuracy(predictions, seed),
            PerPerson = Accuracy(Metrics.PerPerson(predictions), seed),
            Ece = Metrics.ExpectedCalibrationError(predictions),
            LogLoss = Metrics.LogLoss(predictions),
            MacroF1 = Metrics.MacroF1(confusion),
            Coverage = Metrics.Coverage(predictions),
            Confusion = confusion,
            Abstained = Mean(abstained.Select(yes => yes ? 1.0 : 0.0)),
        };
    }

    private static Accuracy Accuracy(IReadOnlyList<Prediction> predictions, int seed)
    {
        var people = predictions.Select(p => p.Person).ToArray();
        double[] first = Metrics.Hits(predictions, 1), second = Metrics.Hits(predictions, 2);
        return new(Mean(first), Mean(second), Bootstrap.Interval(people, first, seed), Bootstrap.Interval(people, second, seed));
    }

    private static double Mean(IEnumerable<double> numbers) => numbers.DefaultIfEmpty().Average();
}
