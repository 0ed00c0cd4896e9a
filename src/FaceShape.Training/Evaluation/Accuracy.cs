namespace FaceShape.Training.Evaluation;

/// <summary>How often the true label is the first answer, or one of the first two.</summary>
/// <param name="Top1">Share of first answers that are right, 0 to 1.</param>
/// <param name="Top2">Share of true labels among the first two, 0 to 1.</param>
/// <param name="Top1Interval">95 % bootstrap interval over people: lower and upper end.</param>
/// <param name="Top2Interval">95 % bootstrap interval over people: lower and upper end.</param>
public sealed record Accuracy(double Top1, double Top2, double[] Top1Interval, double[] Top2Interval);
