namespace FaceShape.Training.Protocol;

/// <summary>What a classifier says about a photo, beside the truth.</summary>
/// <param name="Person">Number of the person.</param>
/// <param name="Label">Number of the true label.</param>
/// <param name="Probabilities">One a label; they sum to 1.</param>
public sealed record Prediction(int Person, int Label, double[] Probabilities);
