using System.Text.Json;

namespace FaceShape.Training.Compression;

/// <summary>What bytes stand for: from the least to the most that they can tell apart, in even steps.</summary>
/// <param name="Least">At most 0.</param>
/// <param name="Most">Above 0.</param>
internal readonly record struct ByteRange(float Least, float Most)
{
    /// <summary>From one byte to the next.</summary>
    public float Scale => (Most - Least) / byte.MaxValue;

    /// <summary>The byte that stands for 0.</summary>
    public byte Zero => (byte)Math.Clamp(MathF.Round(-Least / Scale), 0, byte.MaxValue);

    /// <summary>What the byte of a value stands for.</summary>
    public float Round(float value) => (Math.Clamp(MathF.Round(value / Scale) + Zero, 0, byte.MaxValue) - Zero) * Scale;

    /// <summary>What a ReLU lets through. The smallest byte stands for 0, so that the byte's own limit is the ReLU.</summary>
    public static ByteRange UpTo(float most) => new(0, most);
}

/// <summary>How large what flows through a block gets.</summary>
/// <param name="Input">The most that flows in; nothing is below 0.</param>
/// <param name="Inner">The most between its convolutions; nothing is below 0.</param>
/// <param name="Least">The least that its second convolution gives.</param>
/// <param name="Most">The most that its second convolution gives.</param>
internal sealed record BlockRange(float Input, float Inner, float Least, float Most);

/// <summary>The ranges that the shipped trunk computes with: <c>models/face_trunk.ranges.json</c>, written by <c>faceshape models calibrate</c>.</summary>
internal static class TrunkRanges
{
    /// <summary>Name of the file in the folder of models.</summary>
    public const string FileName = "face_trunk.ranges.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>What the program was built with, a block each in the order of the walk.</summary>
    public static IReadOnlyList<BlockRange> Shipped { get; } = Read();

    /// <summary>The file.</summary>
    public static byte[] ToBytes(IReadOnlyList<BlockRange> ranges) => [.. JsonSerializer.SerializeToUtf8Bytes(ranges, Json), (byte)'\n'];

    private static BlockRange[] Read()
    {
        using var file = typeof(TrunkRanges).Assembly.GetManifestResourceStream(FileName)!;
        return JsonSerializer.Deserialize<BlockRange[]>(file, Json)!;
    }
}
