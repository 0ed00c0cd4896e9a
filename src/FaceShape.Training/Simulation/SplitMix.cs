using FaceShape.Insight;

namespace FaceShape.Training.Simulation;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): small, seeded, and independent enough for simulated people.</summary>
/// <param name="seed">The same seed gives the same bits.</param>
internal sealed class SplitMix(ulong seed) : IRandomBits
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to but not including 1.</summary>
    public double NextShare() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of a probability happens.</summary>
    public bool Happens(double probability) => NextShare() < probability;

    /// <summary>One of several, by their shares; the last takes what is left.</summary>
    public int Choose(params IReadOnlyList<double> shares)
    {
        var at = NextShare();
        for (var i = 0; i < shares.Count - 1; i++)
        {
            at -= shares[i];
            if (at < 0) return i;
        }

        return shares.Count - 1;
    }
}
