using System.Runtime.CompilerServices;
using FaceShape.Inference;

namespace FaceShape.Imaging;

/// <summary>Where a picture that is not square lies in the square that a network sees.</summary>
public enum SquarePlacement
{
    /// <summary>At the top left; black is added at the right or the bottom.</summary>
    TopLeft,

    /// <summary>In the middle; of an odd remainder the larger half is added after the picture.</summary>
    Centred,
}

/// <summary>How a channel value of 0 to 255 becomes a network's input: <c>(value - mean) / divisor</c>.</summary>
/// <param name="MeanRed">Subtracted from red.</param>
/// <param name="MeanGreen">Subtracted from green.</param>
/// <param name="MeanBlue">Subtracted from blue.</param>
/// <param name="Divisor">Divides all three; not zero.</param>
public readonly record struct ChannelScaling(float MeanRed, float MeanGreen, float MeanBlue, float Divisor)
{
    /// <summary>To -1 .. 1, as MobileNet wants it.</summary>
    public static ChannelScaling SignedUnit { get; } = new(127.5f, 127.5f, 127.5f, 127.5f);

    /// <summary>Mean colour of dlib's faces subtracted, divided by 255, as face-api.js feeds its landmark and descriptor nets.</summary>
    public static ChannelScaling DlibMean { get; } = new(122.782f, 117.001f, 104.298f, 255f);
}

/// <summary>
/// Cuts a box out of a photo, pads it with black to a square, resizes that and scales the channels: one pass from
/// RGBA bytes to an NCHW tensor. The resizing is TensorFlow's legacy bilinear, on which the networks were trained:
/// source = destination * scale without half-pixel centres, edges clamped.
/// </summary>
public static class SquareSampler
{
    /// <summary>Samples the part of a photo under a box.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="crop">Whole-pixel box inside the photo, at least one pixel wide and high.</param>
    /// <param name="placement">Where the crop lies in the square.</param>
    /// <param name="size">Side of the tensor in pixels.</param>
    /// <param name="scaling">What happens to channel values; padding is black (0) before it.</param>
    /// <param name="mirrored">Whether it is what the photo's mirror image would give, to the bit.</param>
    /// <returns>[1, 3, size, size], RGB planes.</returns>
    /// <exception cref="ArgumentException">The crop is empty or not inside the photo.</exception>
    public static Tensor Sample(Raster photo, Box crop, SquarePlacement placement, int size, ChannelScaling scaling, bool mirrored = false)
    {
        ArgumentNullException.ThrowIfNull(photo);
        int left = (int)crop.X, top = (int)crop.Y, width = (int)crop.Width, height = (int)crop.Height;
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > photo.Width || top + height > photo.Height)
            throw new ArgumentException($"{crop} is not inside a photo of {photo.Width} x {photo.Height}", nameof(crop));

        var side = Math.Max(width, height);
        var columns = Along(size, side, PaddingBefore(side - width, placement), width, left, 4, mirrored);
        var rows = Along(size, side, PaddingBefore(side - height, placement), height, top, 4 * photo.Width);
        var tensor = new Tensor(1, 3, size, size);
        Fill(tensor.Data, photo.Pixels, columns, rows, size, scaling);
        return tensor;
    }

    /// <summary>Pixels that padding puts before the picture on an axis where <paramref name="missing"/> are missing.</summary>
    internal static int PaddingBefore(int missing, SquarePlacement placement) =>
        placement == SquarePlacement.TopLeft ? 0 : missing - (int)Math.Floor(missing * 0.5 + 0.5);

    // Across a row first, then down. One plain loop over arrays of numbers: the interpreter in the browser compiles that, and runs
    // vectors of single pixels ten times as long.
    private static void Fill(Span<float> planes, byte[] pixels, Taps columns, Taps rows, int size, ChannelScaling scaling)
    {
        var (redMean, greenMean, blueMean) = (scaling.MeanRed, scaling.MeanGreen, scaling.MeanBlue);
        var factor = 1f / scaling.Divisor;
        var (lefts, rights, leftWeights, rightWeights) = columns;
        for (var y = 0; y < size; y++)
        {
            ref var above = ref pixels[rows.Firsts[y]];
            ref var below = ref pixels[rows.Seconds[y]];
            var (aboveWeight, belowWeight) = (rows.FirstWeights[y], rows.SecondWeights[y]);
            var red = planes.Slice(y * size, size);
            var green = planes.Slice((size + y) * size, size);
            var blue = planes.Slice((2 * size + y) * size, size);
            for (var x = 0; x < red.Length; x++)
            {
                var (left, right) = (lefts[x], rights[x]);
                var (leftWeight, rightWeight) = (leftWeights[x], rightWeights[x]);
                red[x] = ((Unsafe.Add(ref above, left) * leftWeight + Unsafe.Add(ref above, right) * rightWeight) * aboveWeight
                    + (Unsafe.Add(ref below, left) * leftWeight + Unsafe.Add(ref below, right) * rightWeight) * belowWeight - redMean) * factor;
                green[x] = ((Unsafe.Add(ref above, left + 1) * leftWeight + Unsafe.Add(ref above, right + 1) * rightWeight) * aboveWeight
                    + (Unsafe.Add(ref below, left + 1) * leftWeight + Unsafe.Add(ref below, right + 1) * rightWeight) * belowWeight - greenMean) * factor;
                blue[x] = ((Unsafe.Add(ref above, left + 2) * leftWeight + Unsafe.Add(ref above, right + 2) * rightWeight) * aboveWeight
                    + (Unsafe.Add(ref below, left + 2) * leftWeight + Unsafe.Add(ref below, right + 2) * rightWeight) * belowWeight - blueMean) * factor;
            }
        }
    }

    private static Taps Along(int size, int side, int padding, int length, int start, int stride, bool mirrored = false)
    {
        var taps = new Taps(new int[size], new int[size], new float[size], new float[size]);
        var scale = (float)side / size;
        for (var i = 0; i < size; i++)
        {
            var source = i * scale;
            var first = (int)source;
            var second = Math.Min(first + 1, side - 1);
            var fraction = source - first;
            (taps.Firsts[i], taps.FirstWeights[i]) = (Offset(first), Inside(first) ? 1 - fraction : 0);
            (taps.Seconds[i], taps.SecondWeights[i]) = (Offset(second), Inside(second) ? fraction : 0);
        }

        return taps;

        bool Inside(int position) => position >= padding && position < padding + length;

        // Padding is read from the nearest real pixel with weight 0, so that the inner loop needs no branch.
        int Offset(int position)
        {
            var place = Math.Clamp(position - padding, 0, length - 1);
            return (start + (mirrored ? length - 1 - place : place)) * stride;
        }
    }

    /// <summary>Of each place on one axis its two source positions (byte offsets) and how much each counts.</summary>
    private sealed record Taps(int[] Firsts, int[] Seconds, float[] FirstWeights, float[] SecondWeights);
}
