using FaceShape.Imaging;

namespace FaceShape.Native.Imaging;

/// <summary>Writes pictures; for tests and tools that need files of every format.</summary>
internal static class PhotoEncoder
{
    /// <summary>JPEG, with full colour resolution from quality 90.</summary>
    /// <param name="raster">The picture; alpha is left out.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="orientation">EXIF orientation to declare, 1 to 8; pixels are written as they are.</param>
    public static byte[] Jpeg(Raster raster, int quality = 90, int orientation = 1) =>
        Save(raster, "jpegsave_buffer", orientation, ("Q", $"{quality}"));

    /// <summary>PNG of 8 bits, without alpha.</summary>
    public static byte[] Png(Raster raster, int orientation = 1) => Save(raster, "pngsave_buffer", orientation);

    /// <summary>Lossless WebP.</summary>
    public static byte[] WebP(Raster raster, int orientation = 1) => Save(raster, "webpsave_buffer", orientation, ("lossless", "true"));

    /// <summary>GIF of up to 256 colours.</summary>
    public static byte[] Gif(Raster raster) => Save(raster, "gifsave_buffer", 1, ("dither", "0"));

    /// <summary>TIFF, deflated.</summary>
    public static byte[] Tiff(Raster raster, int orientation = 1) =>
        Save(raster, "tiffsave_buffer", orientation, ("compression", "deflate"));

    /// <summary>AVIF.</summary>
    /// <param name="raster">The picture; alpha is left out.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="orientation">EXIF orientation to declare, 1 to 8.</param>
    public static byte[] Avif(Raster raster, int quality = 80, int orientation = 1) =>
        Save(raster, "heifsave_buffer", orientation, ("compression", "av1"), ("Q", $"{quality}"), ("effort", "0"));

    private static byte[] Save(Raster raster, string saver, int orientation, params ReadOnlySpan<(string Name, string Value)> options)
    {
        using var image = VipsImage.FromSamples(raster.Width, raster.Height, 4, "srgb", raster.Pixels);
        image.Apply("extract_band", ("band", "0"), ("n", "3"));
        if (orientation != 1) image.SetInt("orientation", orientation);
        return image.Save(saver, options);
    }
}
