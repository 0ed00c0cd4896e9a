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
    /// <summary>
    /// The answer lies between the first two when the first is right fewer than six in ten times that one of them is: a difference
    /// that people cannot see either, as magazines agree on seven faces of ten.
    /// </summary>
    public const double CloseBelow = 0.6;

    /// <summary>Ranks probabilities.</summary>
    /// <param name="probabilities">Five numbers in the order of <see cref="Shape"/> that sum to 1.</param>
    /// <param name="abstainBelow">The first choice's probability below which the answer is "can't tell".</param>
    /// <param name="likelyFrom">The probability from which a shape is one of <see cref="Likely"/>; 0 where that is not known.</param>
    public ShapeAnswer(IReadOnlyList<double> probabilities, double abstainBelow, double likelyFrom = 0)
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
        (AbstainBelow, LikelyFrom) = (abstainBelow, likelyFrom);
        Abstained = Probability < abstainBelow;
        Likely = RankFrom(likelyFrom);
    }

    /// <summary>The most probable shape.</summary>
    public Shape Label { get; }

    /// <summary>Its probability, 0.2 to 1.</summary>
    public double Probability => Probabilities[(int)Label];

    /// <summary>The runner-up.</summary>
    public Shape Second { get; }

    /// <summary>True when no shape is probable enough to be named.</summary>
    public bool Abstained { get; }

    /// <summary>True when the first two are about as likely, see <see cref="CloseBelow"/>.</summary>
    public bool IsClose => AreClose(Probability, Probabilities[(int)Second]);

    /// <summary>The first choice's probability below which nothing is said.</summary>
    public double AbstainBelow { get; }

    /// <summary>The probability from which a shape is one of <see cref="Likely"/>; 0 where that is not known.</summary>
    public double LikelyFrom { get; }

    /// <summary>
    /// The shapes among which the true one is nine times in ten (split-conformal prediction, threshold on the probability: Sadinle,
    /// Lei and Wasserman 2019), the likeliest first; always <see cref="Label"/>, and all five where the threshold is not known.
    /// </summary>
    public IReadOnlyList<Shape> Likely { get; }

    /// <summary>Probabilities in the order of <see cref="Shape"/>; they sum to 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>Whether an answer lies between its first two, see <see cref="CloseBelow"/>.</summary>
    /// <param name="first">Probability of the first.</param>
    /// <param name="second">Of the runner-up.</param>
    public static bool AreClose(double first, double second) => first < CloseBelow * (first + second);

    private List<Shape> RankFrom(double least)
    {
        var likely = new List<Shape> { Label };
        for (var i = 0; i < Probabilities.Count; i++)
        {
            if (i != (int)Label && Probabilities[i] >= least) likely.Add((Shape)i);
        }

        likely.Sort((a, b) => Probabilities[(int)a] == Probabilities[(int)b] ? a - b : Probabilities[(int)b].CompareTo(Probabilities[(int)a]));
        return likely;
    }
}
