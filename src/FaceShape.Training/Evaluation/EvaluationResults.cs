using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Puts scores together.</summary>
internal static class EvaluationResults
{
    /// <summary>The whole result.</summary>
    /// <param name="faces">What was read.</param>
    /// <param name="shape">Scores of the shape classifier.</param>
    /// <param name="jaw">Scores of the jaw classifier.</param>
    /// <param name="length">Scores of the length classifier.</param>
    /// <param name="sources">Scores of the shape classifier by folder.</param>
    /// <param name="folds">Number of folds; null when the classifiers were applied as they are.</param>
    /// <param name="strict">Scores when lookalikes count as one person; null when the classifiers were applied as they are.</param>
    /// <param name="leaky">Scores with a random split; null when the classifiers were applied as they are.</param>
    public static EvaluationResult Of(
        ReadPhotos faces,
        ClassifierScores shape,
        ClassifierScores jaw,
        ClassifierScores length,
        IReadOnlyDictionary<string, ClassifierScores> sources,
        int? folds,
        ClassifierScores? strict,
        ClassifierScores? leaky) => new()
        {
            Protocol = folds is null ? "as-shipped" : "identity-disjoint",
            Folds = folds,
            Photos = faces.Total,
            NotRead = faces.NotRead,
            Labels = shape.Labels,
            Read = shape.Read,
            People = shape.People,
            PerPhoto = shape.PerPhoto,
            PerPerson = shape.PerPerson,
            Ece = shape.Ece,
            LogLoss = shape.LogLoss,
            MacroF1 = shape.MacroF1,
            Coverage = shape.Coverage,
            Confusion = shape.Confusion,
            Abstained = shape.Abstained,
            Jaw = jaw,
            Length = length,
            Sources = sources,
            Strict = strict,
            Leaky = leaky,
        };

    /// <summary>The shape classifier's scores on each folder's photos.</summary>
    public static IReadOnlyDictionary<string, ClassifierScores> BySource(
        ReadPhotos faces, IReadOnlyList<Prediction> predictions, IReadOnlyList<bool> abstained, int seed) =>
        Enumerable.Range(0, predictions.Count)
            .GroupBy(i => faces.Photos[i].Source)
            .ToDictionary(
                source => source.Key,
                source => Scorer.Score(
                    ClassifierTask.Shape.Labels, [.. source.Select(i => predictions[i])], [.. source.Select(i => abstained[i])], seed));
}
