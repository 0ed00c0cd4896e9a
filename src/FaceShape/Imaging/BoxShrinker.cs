using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FaceShape.Imaging;

/// <summary>Shrinks a part of a picture by a whole factor: each pixel becomes the mean of a square of pixels.</summary>
internal static class BoxShrinker
{
    /// <summary>The largest factor: sums of so many bytes still fit 16 bits.</summary>
    public const int MostFactor = 64;

    /// <summary>Shrinks; what is left over at the right and the bottom is dropped.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="left">First column of the part.</param>
    /// <param name="top">First row of the part.</param>
    /// <param name="width">Columns, at least <paramref name="factor"/>.</param>
    /// <param name="height">Rows, at least <paramref name="factor"/>.</param>
    /// <param name="factor">1 to <see cref="MostFactor"/>.</param>
    public static Raster Shrink(Raster picture, int left, int top, int width, int height, int factor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, MostFactor);
        int columns = width / factor, rows = height / factor;
        var shrunk = new byte[4 * columns * rows];
        var sums = new ushort[4 * columns * factor];
        for (var row = 0; row < rows; row++)
        {
            Array.Clear(sums);
            for (var line = 0; line < factor; line++)
            {
                var y = top + row * factor + line;
                Add(picture.Pixels.AsSpan(4 * (y * picture.Width + left), sums.Length), sums);
            }

            Average(sums, shrunk.AsSpan(4 * row * columns, 4 * columns), factor);
        }

        return new(columns, rows, shrunk);
    }

    /// <summary>Adds bytes to sums, sixteen at a time.</summary>
    private static void Add(ReadOnlySpan<byte> bytes, Span<ushort> sums)
    {
        ref var from = ref MemoryMarshal.GetReference(bytes);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var step = Vector128<byte>.Count;
        var i = 0;
        for (; i <= bytes.Length - step; i += step)
        {
            var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref from, (nuint)i));
            (Vector128.LoadUnsafe(ref to, (nuint)i) + lower).StoreUnsafe(ref to, (nuint)i);
            (Vector128.LoadUnsafe(ref to, (nuint)(i + step / 2)) + upper).StoreUnsafe(ref to, (nuint)(i + step / 2));
        }

        for (; i < bytes.Length; i++) sums[i] += bytes[i];
    }

    private static void Average(ReadOnlySpan<ushort> sums, Span<byte> pixels, int factor)
    {
        var share = 1f / (factor * factor);
        var from = 0;
        for (var to = 0; to < pixels.Length; to += 4)
        {
            int red = 0, green = 0, blue = 0;
            for (var end = from + 4 * factor; from < end; from += 4)
            {
                red += sums[from];
                green += sums[from + 1];
                blue += sums[from + 2];
            }

            pixels[to] = (byte)(red * share + 0.5f);
            pixels[to + 1] = (byte)(green * share + 0.5f);
            pixels[to + 2] = (byte)(blue * share + 0.5f);
            pixels[to + 3] = byte.MaxValue;
        }
    }
}
