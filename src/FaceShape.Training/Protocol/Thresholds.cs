namespace FaceShape.Training.Protocol;

/// <summary>What turns scores into honest answers; fitted on people who were not learnt from.</summary>
/// <param name="Temperature">What scores are divided by before the softmax.</param>
/// <param name="AbstainBelow">The first answer's probability below which the answer is "can't tell".</param>
/// <param name="SetAbove">The probability from which a label is in the set that holds the true one in 90 % of photos.</param>
public sealed record Thresholds(double Temperature, double AbstainBelow, double SetAbove);
