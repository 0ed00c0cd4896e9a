using System.Runtime.InteropServices;
using FaceShape.Imaging;

namespace FaceShape.Tests.Imaging;

/// <summary>Pictures in the mirror.</summary>
internal static class Mirrors
{
    public static Raster Of(Raster photo)
    {
        var pixels = (byte[])photo.Pixels.Clone();
        var all = MemoryMarshal.Cast<byte, uint>(pixels.AsSpan());
        for (var row = 0; row < all.Length; row += photo.Width) all.Slice(row, photo.Width).Reverse();
        return new(photo.Width, photo.Height, pixels);
    }

    public static Box Of(Box box, Raster photo) => box with { X = photo.Width - box.Right };

    /// <summary>A tensor of planes with rows the other way round.</summary>
    public static float[] Of(float[] planes, int side) => [.. planes.Chunk(side).SelectMany(row => row.Reverse())];
}
