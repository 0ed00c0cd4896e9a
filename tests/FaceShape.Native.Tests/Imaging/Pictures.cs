using FaceShape.Imaging;

namespace FaceShape.Native.Tests.Imaging;

/// <summary>Pictures made up at test time.</summary>
internal static class Pictures
{
    /// <summary>Soft gradients that differ in every corner, so that turning and mirroring show.</summary>
    public static Raster Gradient(int width = 48, int height = 32) => Fill(width, height, (x, y) =>
        ((byte)(40 + (160 * x / width)), (byte)(220 - (180 * y / height)), (byte)(60 + (100 * (x + y) / (width + height)))));

    /// <summary>Coarse noise from a fixed seed: does not compress away, so that a cut file lacks pixels.</summary>
    public static Raster Noise(int width = 160, int height = 120)
    {
        var random = new Random(7);
        return Fill(width, height, (_, _) => ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
    }

    /// <summary>Fills a picture by a function of the pixel.</summary>
    public static Raster Fill(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        var pixels = new byte[4 * width * height];
        for (var i = 0; i < width * height; i++)
        {
            var (red, green, blue) = colour(i % width, i / width);
            pixels[4 * i] = red;
            pixels[(4 * i) + 1] = green;
            pixels[(4 * i) + 2] = blue;
            pixels[(4 * i) + 3] = 255;
        }

        return new(width, height, pixels);
    }

    /// <summary>What a viewer shows of a picture whose EXIF orientation is 1 to 8, written from the standard's table.</summary>
    public static Raster Upright(Raster stored, int orientation)
    {
        var (right, bottom) = (stored.Width - 1, stored.Height - 1);
        var (width, height) = orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        return Fill(width, height, (x, y) =>
        {
            var (column, row) = orientation switch
            {
                2 => (right - x, y),
                3 => (right - x, bottom - y),
                4 => (x, bottom - y),
                5 => (y, x),
                6 => (y, bottom - x),
                7 => (right - y, bottom - x),
                8 => (right - y, x),
                _ => (x, y),
            };
            var pixel = stored.Pixels.AsSpan(4 * ((row * stored.Width) + column), 3);
            return (pixel[0], pixel[1], pixel[2]);
        });
    }

    /// <summary>Asserts that no channel differs by more than <paramref name="tolerance"/> of 255 levels.</summary>
    public static void AssertClose(Raster expected, Raster actual, int tolerance)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var worst = expected.Pixels.Zip(actual.Pixels, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, tolerance);
    }
}
