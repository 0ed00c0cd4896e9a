using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>What the shape classifier scores on labelled folders; written as the JSON object of <c>faceshape evaluate --json</c>.</summary>
public sealed record EvaluationResult : ClassifierScores
{
    /// <summary><c>as-shipped</c>, or <c>identity-disjoint</c> for classifiers trained anew.</summary>
    public required string Protocol { get; init; }

    /// <summary>Number of folds; null when the shipped classifiers were applied.</summary>
    public int? Folds { get; init; }

    /// <summary>Photos in the folders.</summary>
    public required int Photos { get; init; }

    /// <summary>Photos that were not read, by error code.</summary>
    public required IReadOnlyDictionary<string, int> NotRead { get; init; }

    /// <summary>The jaw classifier on the photos whose shape decides the jaw type.</summary>
    public required ClassifierScores Jaw { get; init; }

    /// <summary>The length classifier on the photos whose shape decides the length.</summary>
    public required ClassifierScores Length { get; init; }

    /// <summary>How often two folders agree about people whom both show: a bound on what can honestly be reached.</summary>
    public required IReadOnlyList<SourceAgreement> Agreement { get; init; }

    /// <summary>Temperature and thresholds for classifiers trained on all photos, by question; null without folds.</summary>
    public IReadOnlyDictionary<string, FittedCalibration>? Fitted { get; init; }

    /// <summary>The shape classifier on each folder's photos, by the folder's name.</summary>
    public required IReadOnlyDictionary<string, ClassifierScores> Sources { get; init; }

    /// <summary>
    /// The same when people whose descriptors are on average nearer than 0.6 count as one: hardly anybody is then on both
    /// sides by mistake, but less is left to learn from. Null without folds.
    /// </summary>
    public ClassifierScores? Strict { get; init; }

    /// <summary>
    /// The same with a random split, in which photos of one person are on both sides, as most published figures are
    /// made; never to be quoted as accuracy. Null without folds.
    /// </summary>
    public ClassifierScores? Leaky { get; init; }
}
