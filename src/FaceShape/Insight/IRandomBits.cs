namespace FaceShape.Insight;

/// <summary>Where chance comes from: the platform's cryptographic generator in use, a seeded one in tests.</summary>
public interface IRandomBits
{
    /// <summary>64 independent, uniformly random bits.</summary>
    ulong Next();
}
