using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Turns answers into figures.</summary>
internal static class Scorer
{
    /// <summary>All figures of one classifier.</summary>
    /// <param name="run">Its answers.</param>
    /// <param name="seed">Of the bootstrap and of draws of photos.</param>
    public static ClassifierScores Score(ClassifierRun run, int seed)
    {
        var (answers, labels) = (run.Answers, run.Labels.Count);
        Prediction[] predictions = [.. answers.Select(answer => answer.Prediction)];
        // A picture that two folders have is one photo of its person.
        PhotoAnswer[] pictures = [.. answers.DistinctBy(answer => answer.Picture)];
        Prediction[] once = [.. pictures.Select(answer => answer.Prediction)];
        var oneLabel = FusedAccuracy.WithOneLabel(once);
        return new()
        {
            Labels = run.Labels,
            Read = predictions.Length,
            People = predictions.Select(p => p.Person).Distinct().Count(),
            PerPhoto = Accuracy.Of(predictions, labels, seed),
            PerPerson = Accuracy.Of(Metrics.PerPerson(predictions), labels, seed),
            Abstained = answers.Count == 0 ? 0 : answers.Count(answer => answer.Abstained) / (double)answers.Count,
            LookedTwice = answers.Count == 0 ? 0 : answers.Count(answer => answer.LookedTwice) / (double)answers.Count,
            Answered = Estimate(answer => !answer.Abstained, answer => Metrics.IsAmong(answer.Prediction, 1)),
            Said = SaidFigures.Of(answers, labels, seed),
            MirrorAgreement = Estimate(
                answer => answer.Mirrored is not null,
                answer => Metrics.Best(answer.Mirrored!) == Metrics.Best(answer.Prediction.Probabilities)),
            SamePerson = Agreement.Of(pictures, seed),
            FusedPeople = FusedAccuracy.People(once),
            Fused = FusedAccuracy.Of(once, seed),
            FusedOneLabelPeople = FusedAccuracy.People(oneLabel),
            FusedOneLabel = FusedAccuracy.Of(oneLabel, seed).LastOrDefault(),
            FusedAgreement = FusedAgreement.Of(once, seed),
            PhotoCorrelation = PhotoCorrelation.Estimate(once, seed),
            Sets = SetFigures.Of(answers, labels, seed),
        };

        Figure? Estimate(Func<PhotoAnswer, bool> among, Func<PhotoAnswer, bool> hit) =>
            Statistics.MeanAmong(among, answer => hit(answer) ? 1 : 0).Estimate(answers, answer => answer.Prediction.Person, seed);
    }
}
