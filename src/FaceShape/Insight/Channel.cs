namespace FaceShape.Insight;

/// <summary>
/// What a true answer becomes on its way to the collector: it stays with probability <paramref name="Truth"/>, else it
/// becomes each other value equally often.
/// </summary>
/// <param name="Values">Number of values, at least 2.</param>
/// <param name="Truth">Probability that the value stays, above 1 / <paramref name="Values"/>.</param>
public readonly record struct Channel(int Values, double Truth)
{
    /// <summary>Probability of each one of the other values.</summary>
    public double Other => (1 - Truth) / (Values - 1);

    /// <summary>How much of a difference in truth is left in what arrives, 0 to 1: by this, noise grows when it is taken out again.</summary>
    public double Contrast => Truth - Other;

    /// <summary>The privacy loss: no answer is more than e^epsilon times as probable under one truth than under another.</summary>
    public double Epsilon => Math.Log(Truth / Other);

    /// <summary>This channel, then another one of as many values.</summary>
    public Channel Then(Channel next)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(next.Values, Values);
        return new(Values, Truth * next.Truth + (1 - Truth) * next.Other);
    }
}
