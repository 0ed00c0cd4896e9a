namespace FaceShape.Training.Protocol;

/// <summary>What makes scores honest; fitted on people who were not learnt from.</summary>
/// <param name="Temperature">What scores are divided by before softmax.</param>
/// <param name="AbstainBelow">The first answer's probability below which nothing is said.</param>
/// <param name="LikelyFrom">The probability from which a label is one of those that hold the true one nine times in ten.</param>
public sealed record FittedCalibration(double Temperature, double AbstainBelow, double LikelyFrom)
{
    /// <summary>What the scores of a second look are divided by; <see cref="Temperature"/> where there is none.</summary>
    public double TwiceTemperature { get; init; } = Temperature;
}
