using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Site;

/// <summary>Photos and things that are none, made while the tests run: the repository holds no picture of a person.</summary>
internal static class TestPhotos
{
    /// <summary>A photo of one person.</summary>
    public static byte[] OneFace() => File.ReadAllBytes(Repository.Npm("@vladmandic", "face-api", "demo", "sample1.jpg"));

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
        var one = new PhotoDecoder().Decode(OneFace());
        var row = 4 * one.Width;
        var pixels = new byte[2 * one.Pixels.Length];
        for (var y = 0; y < one.Height; y++)
        {
            Array.Copy(one.Pixels, row * y, pixels, 2 * row * y, row);
            Array.Copy(one.Pixels, row * y, pixels, 2 * row * y + row, row);
        }

        return PhotoEncoder.Jpeg(new Raster(2 * one.Width, one.Height, pixels));
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
