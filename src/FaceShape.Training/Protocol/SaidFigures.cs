namespace FaceShape.Training.Protocol;

/// <summary>How often people are told what, and how often that is right; one a photo.</summary>
/// <param name="OneShape">Share of photos for which one shape is said.</param>
/// <param name="OneShapeRight">How often it is the true one; null when it is never said.</param>
/// <param name="BetweenTwo">Share of photos that are said to lie between two shapes.</param>
/// <param name="BetweenTwoRight">How often one of the two is the true one; null when it is never said.</param>
public sealed record SaidFigures(double OneShape, Figure? OneShapeRight, double BetweenTwo, Figure? BetweenTwoRight)
{
    /// <summary>Counts what is said; null when there are no answers, or only two labels, of which one is always said.</summary>
    internal static SaidFigures? Of(IReadOnlyList<PhotoAnswer> answers, int labels, int seed)
    {
        if (answers.Count == 0 || labels <= 2) return null;
        return new(Count(Said.OneShape), Right(Said.OneShape, 1), Count(Said.BetweenTwo), Right(Said.BetweenTwo, 2));

        double Count(Said said) => answers.Count(answer => answer.Said == said) / (double)answers.Count;

        Figure? Right(Said said, int among) =>
            Statistics.MeanAmong<PhotoAnswer>(answer => answer.Said == said, answer => Metrics.IsAmong(answer.Prediction, among) ? 1 : 0)
                .Estimate(answers, answer => answer.Prediction.Person, seed);
    }
}
