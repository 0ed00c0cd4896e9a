using FaceShape.Insight;

namespace FaceShape.Tests.Insight;

/// <summary>Chance that is the same in every run.</summary>
internal sealed class SeededBits(int seed) : IRandomBits
{
    private readonly Random random = new(seed);
    private readonly byte[] buffer = new byte[8];

    public ulong Next()
    {
        random.NextBytes(buffer);
        return BitConverter.ToUInt64(buffer);
    }
}
