namespace FaceShape.Imaging;

/// <summary>
/// An upright picture: RGBA, 8 bits a channel, rows from the top, four bytes a pixel, no padding between rows.
/// Alpha is ignored: whoever decodes lays transparent pictures over white.
/// </summary>
public sealed class Raster
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">RGBA, exactly <c>4 * width * height</c> bytes.</param>
    /// <exception cref="ArgumentException">A side is not positive or the length does not fit the sides.</exception>
    public Raster(int width, int height, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.LongLength != 4L * width * height)
            throw new ArgumentException($"{width} x {height} RGBA pixels are {4L * width * height} bytes, not {pixels.LongLength}", nameof(pixels));
        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>RGBA bytes, row by row from the top left.</summary>
    public byte[] Pixels { get; }
}
