using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>What a picture looks like beyond its edges.</summary>
public enum PadFill
{
    /// <summary>Black.</summary>
    Black,

    /// <summary>The picture's mean colour.</summary>
    Mean,

    /// <summary>The nearest pixel of the picture.</summary>
    Edge,
}

/// <summary>Pictures with room around them, and in the mirror.</summary>
public static class RasterPadding
{
    /// <summary>Adds room on every side.</summary>
    /// <param name="picture">The picture; not changed.</param>
    /// <param name="fraction">Room on each side as a fraction of the longer side; 0 gives the picture itself.</param>
    /// <param name="fill">What the room shows.</param>
    public static Raster Pad(this Raster picture, double fraction, PadFill fill)
    {
        var room = (int)Math.Round(fraction * Math.Max(picture.Width, picture.Height));
        if (room == 0) return picture;
        int width = picture.Width + 2 * room, height = picture.Height + 2 * room;
        var pixels = new byte[checked(4 * width * height)];
        ReadOnlySpan<byte> colour = fill == PadFill.Mean ? MeanColour(picture) : [0, 0, 0, 255];
        for (var y = 0; y < height; y++)
        {
            var row = pixels.AsSpan(4 * width * y, 4 * width);
            var inside = y >= room && y < room + picture.Height;
            var source = picture.Pixels.AsSpan(4 * picture.Width * Math.Clamp(y - room, 0, picture.Height - 1), 4 * picture.Width);
            var edge = fill == PadFill.Edge;
            Repeat(row[..(4 * room)], edge ? source[..4] : colour);
            Repeat(row[^(4 * room)..], edge ? source[^4..] : colour);
            var middle = row[(4 * room)..^(4 * room)];
            if (edge || inside) source.CopyTo(middle);
            else Repeat(middle, colour);
        }

        return new(width, height, pixels);
    }

    /// <summary>The picture with left and right swapped.</summary>
    public static Raster Mirror(this Raster picture)
    {
        var pixels = (byte[])picture.Pixels.Clone();
        var colours = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(pixels.AsSpan());
        for (var y = 0; y < picture.Height; y++) colours.Slice(y * picture.Width, picture.Width).Reverse();
        return new(picture.Width, picture.Height, pixels);
    }

    private static byte[] MeanColour(Raster picture)
    {
        Span<long> sums = stackalloc long[3];
        for (var i = 0; i < picture.Pixels.Length; i += 4)
        {
            for (var channel = 0; channel < 3; channel++) sums[channel] += picture.Pixels[i + channel];
        }

        var count = picture.Pixels.Length / 4;
        return [(byte)(sums[0] / count), (byte)(sums[1] / count), (byte)(sums[2] / count), 255];
    }

    private static void Repeat(Span<byte> row, ReadOnlySpan<byte> colour)
    {
        for (var i = 0; i < row.Length; i += 4) colour.CopyTo(row[i..]);
    }
}
