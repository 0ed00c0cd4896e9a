using FaceShape.Imaging;

namespace FaceShape.Training.Stability;

/// <summary>Pictures seen from elsewhere: scaled, turned, moved. Beyond a picture its border goes on.</summary>
internal static class RasterWarp
{
    private const int Channels = 3;

    /// <summary>Makes a picture whose pixels come from places of another.</summary>
    /// <param name="picture">The other; not changed.</param>
    /// <param name="width">Width of the new one.</param>
    /// <param name="height">Height of the new one.</param>
    /// <param name="from">From a place in the new picture to one in the other; corners of pixels are whole numbers.</param>
    /// <param name="samples">A pixel is the mean of so many places a side.</param>
    public static Raster Warp(Raster picture, int width, int height, Func<Point, Point> from, int samples = 1)
    {
        var pixels = new byte[checked(4 * width * height)];
        Span<double> sums = stackalloc double[Channels];
        for (var at = 0; at < width * height; at++)
        {
            sums.Clear();
            for (var sample = 0; sample < samples * samples; sample++)
            {
                var x = at % width + (sample % samples + 0.5) / samples;
                var y = at / width + (sample / samples + 0.5) / samples;
                Add(picture, from(new(x, y)), sums);
            }

            for (var channel = 0; channel < Channels; channel++)
                pixels[4 * at + channel] = (byte)Math.Round(sums[channel] / (samples * samples));
            pixels[4 * at + Channels] = byte.MaxValue;
        }

        return new(width, height, pixels);
    }

    private static void Add(Raster picture, Point at, Span<double> sums)
    {
        var x = Math.Clamp(at.X - 0.5, 0, picture.Width - 1);
        var y = Math.Clamp(at.Y - 0.5, 0, picture.Height - 1);
        int left = (int)x, top = (int)y;
        double fx = x - left, fy = y - top;
        Add((1 - fx) * (1 - fy), left, top, sums);
        Add(fx * (1 - fy), Math.Min(left + 1, picture.Width - 1), top, sums);
        Add((1 - fx) * fy, left, Math.Min(top + 1, picture.Height - 1), sums);
        Add(fx * fy, Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1), sums);

        void Add(double weight, int column, int row, Span<double> to)
        {
            var pixel = picture.Pixels.AsSpan(4 * (row * picture.Width + column), Channels);
            for (var channel = 0; channel < Channels; channel++) to[channel] += weight * pixel[channel];
        }
    }
}
