using System.Globalization;

namespace FaceShape.Training.Compression;

/// <summary>A way to make the trunk smaller.</summary>
/// <param name="Keep">Share of the channels inside each block that stays, above 0 and at most 1; see <see cref="ChannelPruner"/>.</param>
/// <param name="Bits">Bits a weight, see <see cref="WeightCompressor"/>; null where weights stay as the package has them.</param>
public sealed record TrunkVariant(double Keep, int? Bits)
{
    /// <summary>The trunk as it is cut from the package's network.</summary>
    public static TrunkVariant Whole { get; } = new(1, null);

    /// <summary>Those that are compared: fewer bits, then fewer channels in 8 bits.</summary>
    public static IReadOnlyList<TrunkVariant> All { get; } =
        [Whole, new(1, 8), new(1, 6), new(1, 5), new(1, 4), new(0.75, 8), new(0.5, 8), new(0.5, 6), new(0.35, 8), new(0.25, 8)];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Keep < 1 ? $"{100 * Keep:0} % of the channels" : "all channels")}, {(Bits is { } bits ? $"{bits} bits" : "as cut")}");
}

/// <summary>What a variant weighs and costs.</summary>
/// <param name="Variant">Which.</param>
/// <param name="MultiplyAdds">Multiply-adds of one face.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="BrotliBytes">Size of the file compressed, as it travels.</param>
/// <param name="Same">Share of the photos whose first answer stays, with classifiers learnt on the whole trunk from other people.</param>
/// <param name="Top1">First choice right, with those classifiers.</param>
/// <param name="Top2">One of the first two right, with those.</param>
/// <param name="Relearnt1">First choice right, with classifiers learnt on the variant itself from other people.</param>
/// <param name="Relearnt2">One of the first two right, with those.</param>
public sealed record TrunkFigures(
    TrunkVariant Variant, long MultiplyAdds, int Bytes, int BrotliBytes, double Same, double Top1, double Top2, double Relearnt1, double Relearnt2);
