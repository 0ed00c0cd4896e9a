using System.Buffers.Binary;
using System.Runtime.Intrinsics;
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
    /// <returns>[1, 3, size, size], RGB planes.</returns>
    /// <exception cref="ArgumentException">The crop is empty or not inside the photo.</exception>
    public static Tensor Sample(Raster photo, Box crop, SquarePlacement placement, int size, ChannelScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(photo);
        int left = (int)crop.X, top = (int)crop.Y, width = (int)crop.Width, height = (int)crop.Height;
        if (left < 0 || top < 0 || width < 1 || height < 1 || left + width > photo.Width || top + height > photo.Height)
            throw new ArgumentException($"{crop} is not inside a photo of {photo.Width} x {photo.Height}", nameof(crop));

        var side = Math.Max(width, height);
        var columns = Taps(size, side, PaddingBefore(side - width, placement), width, left, 4);
        var rows = Taps(size, side, PaddingBefore(side - height, placement), height, top, 4 * photo.Width);
        var tensor = new Tensor(1, 3, size, size);
        Fill(tensor.Data, photo.Pixels, columns, rows, size, scaling);
        return tensor;
    }

    /// <summary>Pixels that padding puts before the picture on an axis where <paramref name="missing"/> are missing.</summary>
    internal static int PaddingBefore(int missing, SquarePlacement placement) =>
        placement == SquarePlacement.TopLeft ? 0 : missing - (int)Math.Floor(missing * 0.5 + 0.5);

    private static void Fill(Span<float> planes, ReadOnlySpan<byte> pixels, Tap[] columns, Tap[] rows, int size, ChannelScaling scaling)
    {
        var red = planes[..(size * size)];
        var green = planes.Slice(size * size, size * size);
        var blue = planes.Slice(2 * size * size, size * size);
        var mean = Vector128.Create(scaling.MeanRed, scaling.MeanGreen, scaling.MeanBlue, 0f);
        var factor = 1f / scaling.Divisor;
        var at = 0;
        foreach (var row in rows)
        {
            var first = pixels[row.First..];
            var second = pixels[row.Second..];
            foreach (var column in columns)
            {
                // One pixel is one vector: R, G, B and A are mixed at once.
                var above = Pixel(first, column.First) * column.FirstWeight + Pixel(first, column.Second) * column.SecondWeight;
                var below = Pixel(second, column.First) * column.FirstWeight + Pixel(second, column.Second) * column.SecondWeight;
                var value = (above * row.FirstWeight + below * row.SecondWeight - mean) * factor;
                red[at] = value.GetElement(0);
                green[at] = value.GetElement(1);
                blue[at] = value.GetElement(2);
                at++;
            }
        }
    }

    private static Vector128<float> Pixel(ReadOnlySpan<byte> row, int offset)
    {
        var bytes = Vector128.CreateScalar(BinaryPrimitives.ReadUInt32LittleEndian(row[offset..])).AsByte();
        return Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32());
    }

    private static Tap[] Taps(int size, int side, int padding, int length, int start, int stride)
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
        int Offset(int position) => (start + Math.Clamp(position - padding, 0, length - 1)) * stride;
    }

    /// <summary>Two source positions on one axis (byte offsets) and how much each counts.</summary>
    private readonly record struct Tap(int First, float FirstWeight, int Second, float SecondWeight);
}
