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
        var sums = tensor.Data.AsSpan();
        var step = 1.0 / (size * points);

        // One step along a row of samples, and along a column.
        Point across = At(1, 0) - At(0, 0), down = At(0, 1) - At(0, 0);
        var first = At(step / 2, step / 2);
        for (var row = 0; row < size * points; row++)
        {
            var start = first + down * (row * step);
            var line = row / points * size;
            for (var column = 0; column < size * points; column++)
            {
                var at = line + column / points;
                Add(photo, start.X + across.X * (column * step), start.Y + across.Y * (column * step), sums, at, plane);
            }
        }

        Scale(sums[..plane], points * points, scaling.MeanRed, scaling.Divisor);
        Scale(sums.Slice(plane, plane), points * points, scaling.MeanGreen, scaling.Divisor);
        Scale(sums.Slice(2 * plane, plane), points * points, scaling.MeanBlue, scaling.Divisor);
        return tensor;
    }

    // Points are outer corners of pixels, so a pixel's own colour is that of its middle.
    private static void Add(Raster photo, double x, double y, Span<float> sums, int at, int plane)
    {
        x = Math.Clamp(x - 0.5, 0, photo.Width - 1);
        y = Math.Clamp(y - 0.5, 0, photo.Height - 1);
        int left = (int)x, top = (int)y;
        float fx = (float)(x - left), fy = (float)(y - top);
        var right = 4 * Math.Min(left + 1, photo.Width - 1);
        left *= 4;
        var above = photo.Pixels.AsSpan(4 * top * photo.Width);
        var below = photo.Pixels.AsSpan(4 * Math.Min(top + 1, photo.Height - 1) * photo.Width);
        float a = (1 - fx) * (1 - fy), b = fx * (1 - fy), c = (1 - fx) * fy, d = fx * fy;
        sums[at] += a * above[left] + b * above[right] + c * below[left] + d * below[right];
        sums[at + plane] += a * above[left + 1] + b * above[right + 1] + c * below[left + 1] + d * below[right + 1];
        sums[at + 2 * plane] += a * above[left + 2] + b * above[right + 2] + c * below[left + 2] + d * below[right + 2];
    }

    private static void Scale(Span<float> sums, int count, float mean, float divisor)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] = (sums[i] / count - mean) / divisor;
    }
}
