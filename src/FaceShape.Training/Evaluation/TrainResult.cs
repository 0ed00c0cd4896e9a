namespace FaceShape.Training.Evaluation;

/// <summary>What a training run made.</summary>
/// <param name="Files">Paths of the files that were written.</param>
/// <param name="AbstainBelow">Probability of the first answer below which it is more honest to say "can't tell".</param>
/// <param name="Figures">Identity-disjoint cross-validation of the same procedure on the same photos.</param>
public sealed record TrainResult(IReadOnlyList<string> Files, double AbstainBelow, EvaluationResult Figures);
