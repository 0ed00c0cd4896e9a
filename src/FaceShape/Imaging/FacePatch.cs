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
        for (var row = 0; row < size; row++)
        {
            var start = first + down * row;
            Fill(tensor.Data.AsSpan(row * size), size, (Fixed(start.X) + HalfFraction, Fixed(start.Y) + HalfFraction), (stepX, stepY), scaling);
        }

        return tensor;
    }

    // Whole numbers and no calls: what the interpreter in the browser runs fastest, and the same to the last bit everywhere.
    private void Fill(Span<float> planes, int size, (long X, long Y) at, (long X, long Y) step, ChannelScaling scaling)
    {
        var source = MemoryMarshal.Cast<byte, uint>(Pixels.Pixels);
        int width = Pixels.Width, lastX = Pixels.Width - 1, lastY = Pixels.Height - 1;
        long endX = (long)lastX << PositionBits, endY = (long)lastY << PositionBits;
        var red = planes[..size];
        var green = planes.Slice(size * size, size);
        var blue = planes.Slice(2 * size * size, size);
        var unit = 1f / (FractionOne * FractionOne * scaling.Divisor);
        var redMean = scaling.MeanRed / scaling.Divisor;
        var greenMean = scaling.MeanGreen / scaling.Divisor;
        var blueMean = scaling.MeanBlue / scaling.Divisor;
        var (atX, atY) = at;
        var (stepX, stepY) = step;
        for (var i = 0; i < red.Length; i++)
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
}
