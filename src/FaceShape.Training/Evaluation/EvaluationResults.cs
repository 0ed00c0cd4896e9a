using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Puts scores together.</summary>
internal static class EvaluationResults
{
    /// <summary>The whole result.</summary>
    /// <param name="faces">What was read.</param>
    /// <param name="runs">Answers to each question.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="folds">Number of folds; null when the classifiers were applied as they are.</param>
    /// <param name="strict">Scores when lookalikes count as one person; null when the classifiers were applied as they are.</param>
    /// <param name="leaky">Scores with a random split; null when the classifiers were applied as they are.</param>
    public static EvaluationResult Of(
        ReadPhotos faces,
        IReadOnlyDictionary<ClassifierTask, ClassifierRun> runs,
        int seed,
        int? folds = null,
        ClassifierScores? strict = null,
        ClassifierScores? leaky = null)
    {
        var shape = Scorer.Score(runs[ClassifierTask.Shape], seed);
        return new()
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
            Abstained = shape.Abstained,
            LookedTwice = shape.LookedTwice,
            Answered = shape.Answered,
            Said = shape.Said,
            MirrorAgreement = shape.MirrorAgreement,
            SamePerson = shape.SamePerson,
            FusedPeople = shape.FusedPeople,
            Fused = shape.Fused,
            FusedOneLabelPeople = shape.FusedOneLabelPeople,
            FusedOneLabel = shape.FusedOneLabel,
            FusedAgreement = shape.FusedAgreement,
            PhotoCorrelation = shape.PhotoCorrelation,
            Sets = shape.Sets,
            Jaw = Scorer.Score(runs[ClassifierTask.Jaw], seed),
            Length = Scorer.Score(runs[ClassifierTask.Length], seed),
            Agreement = SourceAgreement.Of(faces),
            Fitted = folds is null ? null : runs.ToDictionary(run => run.Key.Name, run => run.Value.Shipped),
            Sources = faces.Sources.ToDictionary(
                source => source,
                source => Scorer.Score(runs[ClassifierTask.Shape].Where(answer => faces.Photos[answer.Photo].Source == source), seed)),
            Strict = strict,
            Leaky = leaky,
        };
    }
}
