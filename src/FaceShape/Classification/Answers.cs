namespace FaceShape.Classification;

/// <summary>The more probable of two labels and its calibrated probability, 0.5 to 1.</summary>
/// <typeparam name="TLabel"><see cref="JawType"/> or <see cref="FaceLength"/>.</typeparam>
/// <param name="Label">The more probable label.</param>
/// <param name="Probability">Its probability.</param>
public readonly record struct AttributeAnswer<TLabel>(TLabel Label, double Probability)
    where TLabel : struct, Enum;

/// <summary>The shape: all five probabilities, the first two, and whether it would be more honest not to say.</summary>
public sealed class ShapeAnswer
{
    /// <summary>Ranks probabilities.</summary>
    /// <param name="probabilities">Five numbers in the order of <see cref="Shape"/> that sum to 1.</param>
    /// <param name="abstainBelow">The first choice's probability below which the answer is "can't tell".</param>
    public ShapeAnswer(IReadOnlyList<double> probabilities, double abstainBelow)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Count, 5);
        Probabilities = probabilities;
        int first = 0, second = -1;
        for (var i = 1; i < probabilities.Count; i++)
        {
            if (probabilities[i] > probabilities[first])
            {
                second = first;
                first = i;
            }
            else if (second < 0 || probabilities[i] > probabilities[second])
            {
                second = i;
            }
        }

        Label = (Shape)first;
        Second = (Shape)second;
        Abstained = Probability < abstainBelow;
    }

    /// <summary>The most probable shape.</summary>
    public Shape Label { get; }

    /// <summary>Its probability, 0.2 to 1.</summary>
    public double Probability => Probabilities[(int)Label];

    /// <summary>The runner-up.</summary>
    public Shape Second { get; }

    /// <summary>True when no shape is probable enough to be named.</summary>
    public bool Abstained { get; }

    /// <summary>Probabilities in the order of <see cref="Shape"/>; they sum to 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }
}
