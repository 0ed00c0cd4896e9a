using FaceShape.Imaging;

namespace FaceShape.Native.Imaging;

/// <summary>Bounds that protect memory; a photo outside of them is refused before its pixels are decoded.</summary>
/// <param name="MaxFileBytes">Largest file in bytes.</param>
/// <param name="MaxPixels">Most pixels, width times height; at most <see cref="RasterPixels"/>.</param>
/// <param name="MaxSide">Larger photos are scaled down so that their longer side is this; 0 keeps the size.</param>
public sealed record PhotoLimits(int MaxFileBytes = 64 << 20, int MaxPixels = 100_000_000, int MaxSide = 0)
{
    /// <summary>Shorter sides cannot show a face.</summary>
    public const int MinSide = 16;

    /// <summary>Longest side of a photo before scaling, as in JPEG.</summary>
    public const int LongestSide = 65_535;

    /// <summary>Bytes of a decoded pixel, at most on average over <see cref="MaxPixels"/>: four channels of 16 bits.</summary>
    public const long BytesPerPixel = 8;

    /// <summary>Whether a photo of so many pixels is not too large.</summary>
    public bool Allows(long width, long height) => width * height <= MaxPixels && Math.Max(width, height) <= LongestSide;

    /// <summary>Pixels that fit in one <see cref="Raster"/>.</summary>
    public static int RasterPixels => Array.MaxLength / 4;
}
