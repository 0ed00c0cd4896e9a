using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FaceShape.Inference;

namespace FaceShape.Imaging;

/// <summary>
/// The part of a photo around a face, shrunk by a whole factor to what networks can see of it. Every network that looks at the face
/// looks at this patch, so that a large photo's pixels are walked over once. Places stay in pixels of the photo.
/// </summary>
public sealed class FacePatch
{
    /// <summary>The longer side of a face's box covers at least so many pixels of its patch, if the photo has as many.</summary>
    public const int FaceSide = 128;

    /// <summary>How far the patch reaches from the middle of the box, in lengths of the box's longer side.</summary>
    public const double Reach = 1.25;

    // The weights of four neighbours are whole numbers that sum to 4096, so three channels fit into one 64-bit number.
    private const int FractionBits = 6;
    private const ulong FractionOne = 1UL << FractionBits;
    private const int PositionBits = 16;
    private const long HalfFraction = 1L << (PositionBits - FractionBits - 1);
    private const int LaneBits = 21;
    private const ulong Lane = (1UL << LaneBits) - 1;
    private const ulong RedBlue = 0x00FF_00FF_00FF_00FF;
    private const ulong Green = 0x0000_FF00_0000_FF00;
    private const ulong Halves = 0x0000_FFFF_0000_FFFF;

    private readonly Point origin;
    private readonly int factor;

    private FacePatch(Raster pixels, Point origin, int factor) => (Pixels, this.origin, this.factor) = (pixels, origin, factor);

    /// <summary>The patch itself.</summary>
    internal Raster Pixels { get; }

    /// <summary>Cuts a patch out.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">The box of a face, pixels; it may reach outside of the photo.</param>
    public static FacePatch Around(Raster photo, Box face)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var longer = Math.Max(face.Width, face.Height);
        var factor = (int)Math.Clamp(longer / FaceSide, 1, BoxShrinker.MostFactor);
        if (factor == 1) return new(photo, default, 1);
        var mirrored = MirrorImage.IsSeen(photo);
        var middle = face.X + face.Width / 2;
        var (left, width) = Span(mirrored ? photo.Width - middle : middle, photo.Width);
        var (top, height) = Span(face.Y + face.Height / 2, photo.Height);
        factor = Math.Min(factor, Math.Min(width, height));
        // A mirror image has its squares of pixels where the photo has them.
        if (mirrored) left = photo.Width - left - width + width % factor;
        return new(BoxShrinker.Shrink(photo, left, top, width, height, factor), new(left, top), factor);

        (int From, int Length) Span(double middle, int length)
        {
            var from = (int)Math.Clamp(middle - Reach * longer, 0, length - 1);
            return (from, (int)Math.Clamp(middle + Reach * longer, from + 1, length) - from);
        }
    }

    /// <summary>A box of the photo in pixels of the patch.</summary>
    internal Box FromPhoto(Box box) =>
        new((box.X - origin.X) / factor, (box.Y - origin.Y) / factor, box.Width / factor, box.Height / factor);

    /// <summary>Resizes a square to a tensor, bilinear. Outside the patch its border goes on.</summary>
    /// <param name="square">In pixels of the photo.</param>
    /// <param name="size">Side of the tensor in pixels.</param>
    /// <param name="scaling">What happens to channel values.</param>
    /// <returns>[1, 3, size, size], RGB planes.</returns>
    public Tensor Sample(TurnedSquare square, int size, ChannelScaling scaling)
    {
        var tensor = new Tensor(1, 3, size, size);
        var share = 1.0 / (size * factor);
        var across = (square.At(1, 0) - square.At(0, 0)) * share;
        var down = (square.At(0, 1) - square.At(0, 0)) * share;

        // Points are outer corners of pixels, so a pixel's own colour is that of its middle.
        var first = (square.At(0, 0) - origin) * (1.0 / factor) + (across + down) * 0.5 - new Point(0.5, 0.5);
        var (stepX, stepY) = (Fixed(across.X), Fixed(across.Y));
        var scale = Scale.Of(scaling);
        for (var row = 0; row < size; row++)
        {
            var start = first + down * row;
            Fill(tensor.Data.AsSpan(row * size), size, (Fixed(start.X) + HalfFraction, Fixed(start.Y) + HalfFraction), (stepX, stepY), scale);
        }

        return tensor;
    }

    // Whole numbers and no calls: what the interpreter in the browser runs fastest, and the same to the last bit everywhere.
    private void Fill(Span<float> planes, int size, (long X, long Y) at, (long X, long Y) step, Scale scale)
    {
        var (from, to) = Inside(size, at, step);
        Edge(planes, size, 0, from, at, step, scale);
        Middle(planes, size, from, to, at, step, scale);
        Edge(planes, size, to, size, at, step, scale);
    }

    /// <summary>Which places of a row have all four neighbours in the patch.</summary>
    private (int From, int To) Inside(int size, (long X, long Y) at, (long X, long Y) step)
    {
        var (fromX, toX) = Between(at.X, step.X, (long)(Pixels.Width - 1) << PositionBits, size);
        var (fromY, toY) = Between(at.Y, step.Y, (long)(Pixels.Height - 1) << PositionBits, size);
        var from = Math.Max(fromX, fromY);
        return (from, Math.Max(from, Math.Min(toX, toY)));
    }

    /// <summary>The steps from <paramref name="at"/> for which <c>0 &lt;= at + i * step &lt; end</c>.</summary>
    private static (int From, int To) Between(long at, long step, long end, int size)
    {
        if (step == 0) return at >= 0 && at < end ? (0, size) : (0, 0);
        if (step < 0) (at, step) = (end - 1 - at, -step);
        return ((int)Math.Clamp(Steps(-at), 0, size), (int)Math.Clamp(Steps(end - at), 0, size));

        // The first step that does not lie before a distance.
        long Steps(long distance) => distance <= 0 ? 0 : (distance + step - 1) / step;
    }

    // Two neighbours are read as one number, the left one in its lower half: so all of what follows is done to both at once. At the
    // end, the upper half of the product with `across` is left * (1 - fx) + right * fx, and the lower one never reaches into it.
    private void Middle(Span<float> planes, int size, int from, int to, (long X, long Y) at, (long X, long Y) step, Scale scale)
    {
        ref var source = ref MemoryMarshal.GetArrayDataReference(Pixels.Pixels);
        var stride = 4 * Pixels.Width;
        var red = planes[..to];
        var green = planes.Slice(size * size, to);
        var blue = planes.Slice(2 * size * size, to);
        var (unit, redMean, greenMean, blueMean) = scale;
        var (stepX, stepY) = step;
        var (x, y) = (at.X + from * stepX, at.Y + from * stepY);
        for (var i = from; i < red.Length; i++)
        {
            var place = (int)(y >> PositionBits) * stride + ((int)(x >> PositionBits) << 2);
            var across = (FractionOne << 32) - ((ulong)(x >> (PositionBits - FractionBits)) & (FractionOne - 1)) * uint.MaxValue;
            var down = (ulong)(y >> (PositionBits - FractionBits)) & (FractionOne - 1);
            var up = FractionOne - down;
            x += stepX;
            y += stepY;
            var above = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, place));
            var below = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, place + stride));
            var redBlue = (above & RedBlue) * up + (below & RedBlue) * down;
            var greens = (above & Green) * up + (below & Green) * down;
            red[i] = (int)(((redBlue & Halves) * across) >> 32) * unit - redMean;
            green[i] = (int)((greens * across) >> (32 + 8)) * unit - greenMean;
            blue[i] = (int)((((redBlue >> 16) & Halves) * across) >> 32) * unit - blueMean;
        }
    }

    // Outside of the patch its border goes on.
    private void Edge(Span<float> planes, int size, int from, int to, (long X, long Y) at, (long X, long Y) step, Scale scale)
    {
        var source = MemoryMarshal.Cast<byte, uint>(Pixels.Pixels);
        int width = Pixels.Width, lastX = Pixels.Width - 1, lastY = Pixels.Height - 1;
        long endX = (long)lastX << PositionBits, endY = (long)lastY << PositionBits;
        var red = planes[..to];
        var green = planes.Slice(size * size, to);
        var blue = planes.Slice(2 * size * size, to);
        var (unit, redMean, greenMean, blueMean) = scale;
        var (stepX, stepY) = step;
        var (atX, atY) = (at.X + from * stepX, at.Y + from * stepY);
        for (var i = from; i < red.Length; i++)
        {
            var x = atX < 0 ? 0 : atX > endX ? endX : atX;
            var y = atY < 0 ? 0 : atY > endY ? endY : atY;
            atX += stepX;
            atY += stepY;
            int left = (int)(x >> PositionBits), top = (int)(y >> PositionBits);
            var fx = (ulong)(x >> (PositionBits - FractionBits)) & (FractionOne - 1);
            var fy = (ulong)(y >> (PositionBits - FractionBits)) & (FractionOne - 1);
            var right = left < lastX ? 1 : 0;
            var above = top * width + left;
            var below = top < lastY ? above + width : above;
            var sum = (Spread(source[above]) * (FractionOne - fx) + Spread(source[above + right]) * fx) * (FractionOne - fy)
                + (Spread(source[below]) * (FractionOne - fx) + Spread(source[below + right]) * fx) * fy;
            red[i] = (int)(sum & Lane) * unit - redMean;
            green[i] = (int)((sum >> LaneBits) & Lane) * unit - greenMean;
            blue[i] = (int)(sum >> (2 * LaneBits)) * unit - blueMean;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(uint rgba) =>
        (rgba & 0xFF) | ((ulong)(rgba & 0xFF00) << (LaneBits - 8)) | ((ulong)(rgba & 0xFF0000) << (2 * LaneBits - 16));

    private static long Fixed(double position) => (long)Math.Round(position * (1 << PositionBits));

    /// <summary>What a sum of four weighed neighbours is multiplied by, and what is subtracted then.</summary>
    private readonly record struct Scale(float Unit, float Red, float Green, float Blue)
    {
        public static Scale Of(ChannelScaling scaling) => new(
            1f / (FractionOne * FractionOne * scaling.Divisor), scaling.MeanRed / scaling.Divisor, scaling.MeanGreen / scaling.Divisor, scaling.MeanBlue / scaling.Divisor);
    }
}
