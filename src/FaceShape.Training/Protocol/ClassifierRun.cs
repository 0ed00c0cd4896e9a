namespace FaceShape.Training.Protocol;

/// <summary>Answers of classifiers that were not taught the photos they are asked about.</summary>
/// <param name="Labels">Names of the labels, in the order of the probabilities.</param>
/// <param name="Answers">One a photo that was asked about.</param>
/// <param name="Shipped">Fitted on all of them: for the classifier that is trained on all photos.</param>
internal sealed record ClassifierRun(IReadOnlyList<string> Labels, IReadOnlyList<PhotoAnswer> Answers, FittedCalibration Shipped)
{
    /// <summary>The answers about some of the photos.</summary>
    public ClassifierRun Where(Func<PhotoAnswer, bool> among) => this with { Answers = [.. Answers.Where(among)] };
}
