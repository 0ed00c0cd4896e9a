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
    private const int Channels = 3;

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
        var columns = Taps(size, side, PaddingBefore(side - width, placement), width, left, 4, mirrored);
        var rows = Taps(size, side, PaddingBefore(side - height, placement), height, top, 4 * photo.Width);
        var tensor = new Tensor(1, 3, size, size);
        Fill(tensor.Data, photo.Pixels, columns, rows, size, scaling);
        return tensor;
    }

    /// <summary>Pixels that padding puts before the picture on an axis where <paramref name="missing"/> are missing.</summary>
    internal static int PaddingBefore(int missing, SquarePlacement placement) =>
        placement == SquarePlacement.TopLeft ? 0 : missing - (int)Math.Floor(missing * 0.5 + 0.5);

    // Across a row first, then down: plain loops over spans, because the interpreter in the browser compiles those, and
    // runs vectors of single pixels ten times as long.
    private static void Fill(Span<float> planes, ReadOnlySpan<byte> pixels, Tap[] columns, Tap[] rows, int size, ChannelScaling scaling)
    {
        float[] above = new float[Channels * size], below = new float[Channels * size];
        var means = (ReadOnlySpan<float>)[scaling.MeanRed, scaling.MeanGreen, scaling.MeanBlue];
        var factor = 1f / scaling.Divisor;
        for (var y = 0; y < size; y++)
        {
            Across(pixels[rows[y].First..], columns, above);
            Across(pixels[rows[y].Second..], columns, below);
            for (var channel = 0; channel < Channels; channel++)
            {
                var line = new Range(channel * size, (channel + 1) * size);
                Down(above.AsSpan(line), below.AsSpan(line), rows[y], means[channel], factor, planes.Slice((channel * size + y) * size, size));
            }
        }
    }

    private static void Across(ReadOnlySpan<byte> row, Tap[] columns, Span<float> lines)
    {
        var red = lines[..columns.Length];
        var green = lines.Slice(columns.Length, columns.Length);
        var blue = lines.Slice(2 * columns.Length, columns.Length);
        for (var x = 0; x < columns.Length; x++)
        {
            var tap = columns[x];
            red[x] = row[tap.First] * tap.FirstWeight + row[tap.Second] * tap.SecondWeight;
            green[x] = row[tap.First + 1] * tap.FirstWeight + row[tap.Second + 1] * tap.SecondWeight;
            blue[x] = row[tap.First + 2] * tap.FirstWeight + row[tap.Second + 2] * tap.SecondWeight;
        }
    }

    private static void Down(ReadOnlySpan<float> above, ReadOnlySpan<float> below, Tap row, float mean, float factor, Span<float> line)
    {
        for (var x = 0; x < line.Length; x++) line[x] = (above[x] * row.FirstWeight + below[x] * row.SecondWeight - mean) * factor;
    }

    private static Tap[] Taps(int size, int side, int padding, int length, int start, int stride, bool mirrored = false)
    {
        var taps = new Tap[size];
        var scale = (float)side / size;
        for (var i = 0; i < size; i++)
        {
            var source = i * scale;
            var first = (int)source;
            var second = Math.Min(first + 1, side - 1);
            var fraction = source - first;
            taps[i] = new(
                Offset(first), Inside(first) ? 1 - fraction : 0,
                Offset(second), Inside(second) ? fraction : 0);
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

    /// <summary>Two source positions on one axis (byte offsets) and how much each counts.</summary>
    private readonly record struct Tap(int First, float FirstWeight, int Second, float SecondWeight);
}
