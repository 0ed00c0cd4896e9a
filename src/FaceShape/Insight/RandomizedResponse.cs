namespace FaceShape.Insight;

/// <summary>
/// k-ary randomized response (Kairouz, Bonawitz and Ramage 2016): says the truth with probability e^ε / (e^ε + k - 1),
/// else each other value equally often. Weights are whole numbers, so the stated epsilon holds exactly and can be enumerated.
/// </summary>
public sealed class RandomizedResponse
{
    /// <summary>Most values a question may have.</summary>
    public const int MaxValues = 16;

    /// <summary>Largest epsilon; with more, hardly anything would be randomized.</summary>
    public const double MaxEpsilon = 8;

    private const ulong Weight = 1UL << 32;

    /// <summary>Sets the mechanism up.</summary>
    /// <param name="values">Number of values, 2 to 16.</param>
    /// <param name="epsilon">Privacy loss of one answer, above 0 and at most 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public RandomizedResponse(int values, double epsilon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values, MaxValues);
        if (!(epsilon > 0 && epsilon <= MaxEpsilon)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"Above 0, at most {MaxEpsilon}");
        Values = values;
        // Rounded down: the ratio of the weights never exceeds e^epsilon.
        TruthWeight = (ulong)Math.Floor(Math.Exp(epsilon) * Weight);
        TotalWeight = TruthWeight + (ulong)(values - 1) * Weight;
    }

    /// <summary>Number of values.</summary>
    public int Values { get; }

    /// <summary>Of <see cref="TotalWeight"/> equally likely draws, so many say the truth.</summary>
    public ulong TruthWeight { get; }

    /// <summary>So many say each other value.</summary>
    public static ulong OtherWeight => Weight;

    /// <summary>Number of equally likely draws.</summary>
    public ulong TotalWeight { get; }

    /// <summary>The probabilities.</summary>
    public Channel Channel => new(Values, (double)TruthWeight / TotalWeight);

    /// <summary>An answer that may be given away.</summary>
    /// <param name="truth">The true value, from 0.</param>
    /// <param name="bits">Chance.</param>
    public int Answer(int truth, IRandomBits bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentOutOfRangeException.ThrowIfNegative(truth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(truth, Values);
        return Answer(truth, UniformBelow(TotalWeight, bits));
    }

    /// <summary>The answer that belongs to one of the equally likely draws, 0 to <see cref="TotalWeight"/> - 1.</summary>
    internal int Answer(int truth, ulong draw)
    {
        if (draw < TruthWeight) return truth;
        var other = (int)((draw - TruthWeight) / Weight);
        return other < truth ? other : other + 1;
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1, each exactly as likely: draws beyond the last full round are thrown away.</summary>
    internal static ulong UniformBelow(ulong bound, IRandomBits bits)
    {
        var rest = (ulong.MaxValue % bound + 1) % bound;
        while (true)
        {
            var draw = bits.Next();
            if (draw <= ulong.MaxValue - rest) return draw % bound;
        }
    }
}
