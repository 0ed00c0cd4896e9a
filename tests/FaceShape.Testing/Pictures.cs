using FaceShape.Imaging;

namespace FaceShape.Testing;

/// <summary>Pictures for tests, drawn or cut out at test time.</summary>
public static class Pictures
{
    /// <summary>Hills under a sky: no face.</summary>
    public static Raster Landscape(int width, int height)
    {
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var hill = y > height * (0.6 + 0.1 * Math.Sin(x / 80.0));
                ReadOnlySpan<byte> colour = hill ? [(byte)(40 + y / 8), 120, 50, 255] : [(byte)(90 + y / 4), (byte)(140 + y / 6), 230, 255];
                colour.CopyTo(pixels.AsSpan(4 * (y * width + x)));
            }
        }

        return new(width, height, pixels);
    }

    /// <summary>A part of a picture; it must lie inside.</summary>
    public static Raster Cut(Raster picture, int x, int y, int width, int height)
    {
        var pixels = new byte[4 * width * height];
        for (var row = 0; row < height; row++)
            picture.Pixels.AsSpan(4 * ((y + row) * picture.Width + x), 4 * width).CopyTo(pixels.AsSpan(4 * row * width));
        return new(width, height, pixels);
    }
}
