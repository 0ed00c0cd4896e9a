using FaceShape.Inference;

namespace FaceShape.Imaging;

/// <summary>A square in a photo that may be turned and may reach outside of it.</summary>
/// <param name="Center">Its middle, pixels.</param>
/// <param name="Side">Length of its sides, pixels; positive.</param>
/// <param name="Roll">How far its upper side leans, radians, clockwise positive.</param>
public readonly record struct TurnedSquare(Point Center, double Side, double Roll)
{
    // Averaging more than so many points a side would cost more than it steadies.
    private const int MostPoints = 4;

    /// <summary>The point of the photo that lies at a place of the square.</summary>
    /// <param name="x">0 at its left side, 1 at its right.</param>
    /// <param name="y">0 at its upper side, 1 at its lower.</param>
    public Point At(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Roll);
        double u = (x - 0.5) * Side, v = (y - 0.5) * Side;
        return new(Center.X + u * cos - v * sin, Center.Y + u * sin + v * cos);
    }

    /// <summary>
    /// Resizes the square to a tensor: each of its pixels is the mean of as many bilinear samples as keep the photo's own pixels from
    /// being skipped. Outside the photo its border goes on.
    /// </summary>
    /// <param name="photo">The photo.</param>
    /// <param name="size">Side of the tensor in pixels.</param>
    /// <param name="scaling">What happens to channel values.</param>
    /// <returns>[1, 3, size, size], RGB planes.</returns>
    public Tensor Sample(Raster photo, int size, ChannelScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var points = (int)Math.Clamp(Math.Round(Side / size / 2), 1, MostPoints);
        var tensor = new Tensor(1, 3, size, size);
        var plane = size * size;
        var factor = 1f / (points * points);
        var step = 1.0 / (size * points);
        Span<float> sum = stackalloc float[3];
        for (var at = 0; at < plane; at++)
        {
            sum.Clear();
            for (var i = 0; i < points * points; i++)
            {
                Add(photo, At((at % size * points + i % points + 0.5) * step, (at / size * points + i / points + 0.5) * step), sum);
            }

            tensor.Data[at] = (sum[0] * factor - scaling.MeanRed) / scaling.Divisor;
            tensor.Data[plane + at] = (sum[1] * factor - scaling.MeanGreen) / scaling.Divisor;
            tensor.Data[2 * plane + at] = (sum[2] * factor - scaling.MeanBlue) / scaling.Divisor;
        }

        return tensor;
    }

    // Points are outer corners of pixels, so a pixel's own colour is that of its middle.
    private static void Add(Raster photo, Point point, Span<float> sum)
    {
        double x = Math.Clamp(point.X - 0.5, 0, photo.Width - 1), y = Math.Clamp(point.Y - 0.5, 0, photo.Height - 1);
        int left = (int)x, top = (int)y;
        float fx = (float)(x - left), fy = (float)(y - top);
        var right = Math.Min(left + 1, photo.Width - 1);
        int above = top * photo.Width, below = Math.Min(top + 1, photo.Height - 1) * photo.Width;
        Take(photo.Pixels, 4 * (above + left), (1 - fx) * (1 - fy), sum);
        Take(photo.Pixels, 4 * (above + right), fx * (1 - fy), sum);
        Take(photo.Pixels, 4 * (below + left), (1 - fx) * fy, sum);
        Take(photo.Pixels, 4 * (below + right), fx * fy, sum);
    }

    private static void Take(byte[] pixels, int at, float weight, Span<float> sum)
    {
        sum[0] += weight * pixels[at];
        sum[1] += weight * pixels[at + 1];
        sum[2] += weight * pixels[at + 2];
    }
}
