using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Site;

/// <summary>Photos and things that are none, made while the tests run: the repository holds no picture of a person.</summary>
internal static class TestPhotos
{
    private const int Left = 1400, Top = 150, Width = 390, Height = 520;

    /// <summary>One person, cut from a photo of several.</summary>
    public static byte[] OneFace()
    {
        var group = new PhotoDecoder().DecodeFile(Repository.Npm("@vladmandic", "face-api", "demo", "sample6.jpg"));
        var pixels = new byte[4 * Width * Height];
        for (var y = 0; y < Height; y++)
            Array.Copy(group.Pixels, 4 * (group.Width * (Top + y) + Left), pixels, 4 * Width * y, 4 * Width);
        return PhotoEncoder.Jpeg(new Raster(Width, Height, pixels), 95);
    }

    /// <summary>Noise, in which no face is.</summary>
    public static byte[] Noise()
    {
        var pixels = new byte[4 * 200 * 200];
        new Random(1).NextBytes(pixels);
        return PhotoEncoder.Png(new Raster(200, 200, pixels));
    }

    /// <summary>The photo twice side by side: two faces of one size.</summary>
    public static byte[] TwoFaces()
    {
        var photo = new PhotoDecoder().Decode(OneFace());
        var row = 4 * Width;
        var pixels = new byte[2 * photo.Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            Array.Copy(photo.Pixels, row * y, pixels, 2 * row * y, row);
            Array.Copy(photo.Pixels, row * y, pixels, 2 * row * y + row, row);
        }

        return PhotoEncoder.Jpeg(new Raster(2 * Width, Height, pixels));
    }

    /// <summary>A PNG whose header claims 30,000 x 30,000 pixels.</summary>
    public static byte[] Huge()
    {
        var png = PhotoEncoder.Png(new Raster(16, 16, new byte[4 * 16 * 16]));
        byte[] side = [0, 0, 0x75, 0x30];
        side.CopyTo(png, 16);
        side.CopyTo(png, 20);
        return png;
    }
}
