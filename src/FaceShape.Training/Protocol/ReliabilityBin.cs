namespace FaceShape.Training.Protocol;

/// <summary>Photos whose first answers are about as probable.</summary>
/// <param name="Probability">Their mean probability.</param>
/// <param name="Accuracy">Share of them that are right.</param>
/// <param name="Photos">How many.</param>
public sealed record ReliabilityBin(double Probability, double Accuracy, int Photos);
