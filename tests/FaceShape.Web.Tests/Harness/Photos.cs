using System.Buffers.Binary;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Harness;

/// <summary>Photos made when the tests run.</summary>
internal static class Photos
{
    private static readonly Lazy<Task<Raster>> Cut = new(CutFaceAsync);

    /// <summary>Several faces, of which none is much larger than the others.</summary>
    public static Photo Group => Photo.Jpeg(File.ReadAllBytes(GroupPath));

    /// <summary>No face: hills under a sky.</summary>
    public static Photo Landscape { get; } = Photo.Jpeg(PhotoEncoder.Jpeg(Pictures.Landscape(640, 480)));

    public static Photo Text { get; } = new("letter.txt", "text/plain", "This is a letter, not a picture.\n"u8.ToArray());

    public static Photo Empty { get; } = new("empty.jpg", "image/jpeg", []);

    /// <summary>A small file that claims to have 900 megapixels.</summary>
    public static Photo Huge { get; } = Photo.Jpeg(Claiming(PhotoEncoder.Jpeg(new(16, 16, new byte[4 * 16 * 16])), 30_000, 30_000));

    /// <summary>The first half of a file.</summary>
    public static Photo Truncated { get; } = Photo.Jpeg(Landscape.Bytes[..(Landscape.Bytes.Length / 2)]);

    private static string GroupPath => Repository.Npm("@vladmandic", "face-api", "demo", "sample6.jpg");

    /// <summary>One face, cut from the group.</summary>
    /// <param name="quality">Of the JPEG: a way to have several different files.</param>
    public static async Task<Photo> FaceAsync(int quality = 95) => Photo.Jpeg(PhotoEncoder.Jpeg(await Cut.Value, quality));

    /// <summary>The face, stretched upwards.</summary>
    /// <param name="factor">How many times as high.</param>
    public static async Task<Photo> StretchedAsync(double factor)
    {
        var face = await Cut.Value;
        var height = (int)(face.Height * factor);
        var stretched = new Raster(face.Width, height, new byte[4 * face.Width * height]);
        for (var y = 0; y < height; y++)
        {
            var row = face.Pixels.AsSpan(4 * face.Width * (int)(y / factor), 4 * face.Width);
            row.CopyTo(stretched.Pixels.AsSpan(4 * face.Width * y));
        }

        return Photo.Jpeg(PhotoEncoder.Jpeg(stretched));
    }

    /// <summary>The face as it is, and lying on its side as phones write it, with a note to turn it.</summary>
    public static async Task<(Photo Upright, Photo Turned)> TurnedAsync()
    {
        const int ToBeTurnedRight = 6;
        var upright = await Cut.Value;
        var lying = new Raster(upright.Height, upright.Width, new byte[upright.Pixels.Length]);
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                var target = lying.Pixels.AsSpan(4 * ((lying.Height - 1 - x) * lying.Width + y));
                upright.Pixels.AsSpan(4 * (y * upright.Width + x), 4).CopyTo(target);
            }
        }

        return (Photo.Jpeg(PhotoEncoder.Jpeg(upright)), Photo.Jpeg(PhotoEncoder.Jpeg(lying, orientation: ToBeTurnedRight)));
    }

    /// <summary>A film for Chromium's camera: the same JPEG again and again.</summary>
    public static byte[] Film(Photo photo) => [.. Enumerable.Repeat(photo.Bytes, 5).SelectMany(frame => frame)];

    /// <summary>What a camera might see: one face, cut from a group.</summary>
    /// <param name="sample">Number of the group's picture.</param>
    /// <param name="face">Which face of it, the largest first.</param>
    /// <param name="share">Width of the face as a share of the frame's height.</param>
    /// <param name="right">How far right of the middle it is, as a share of the frame's height.</param>
    /// <param name="light">By what its light is multiplied: Chromium shows films darker than the photos they are made of.</param>
    public static async Task<Photo> FrameAsync(int sample, int face, double share = 0.38, double right = 0, double light = 1.25)
    {
        const int Height = 480;
        const int Width = 640;
        var path = Repository.Npm("@vladmandic", "face-api", "demo", $"sample{sample}.jpg");
        var group = NativeReader.Decode(await File.ReadAllBytesAsync(path));
        var bounds = Box.Around((await NativeReader.ReadAllAsync(group))[face].Measured!.Outline.Points);
        var scale = bounds.Width / (share * Height);
        var middle = new Point(bounds.X + bounds.Width / 2 - right * Height * scale, bounds.Y + bounds.Height / 2);
        var patch = new Raster(Width, Height, new byte[4 * Width * Height]);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                // Only the face itself: beside it there are others, so what is further away is grey.
                var from = middle + new Point(x - Width / 2.0, y - Height / 2.0) * scale;
                var own = Math.Abs(from.X - bounds.X - bounds.Width / 2) < 0.72 * bounds.Width && Math.Abs(from.Y - middle.Y) < 0.75 * bounds.Height;
                for (var channel = 0; channel < 3; channel++)
                    patch.Pixels[4 * (y * Width + x) + channel] = (byte)Math.Min(255, light * (own ? Sample(group, from, scale, channel) : 128));
            }
        }

        return Photo.Jpeg(PhotoEncoder.Jpeg(patch, 95));
    }

    /// <summary>The same face in the mirror and in less light: another photo of the same person.</summary>
    public static async Task<Photo> OtherOfTheSameAsync()
    {
        var upright = await Cut.Value;
        var pixels = new byte[upright.Pixels.Length];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var (x, y) = (i / 4 % upright.Width, i / 4 / upright.Width);
            var from = 4 * (y * upright.Width + upright.Width - 1 - x);
            for (var channel = 0; channel < 3; channel++) pixels[i + channel] = (byte)(0.6 * upright.Pixels[from + channel]);
        }

        return Photo.Jpeg(PhotoEncoder.Jpeg(new(upright.Width, upright.Height, pixels), 80));
    }

    // The mean of the pixels that one covers, or the nearest where the frame is finer.
    private static double Sample(Raster picture, Point at, double scale, int channel)
    {
        var reach = (int)(scale / 2);
        double sum = 0;
        var count = 0;
        for (var dy = -reach; dy <= reach; dy++)
        {
            for (var dx = -reach; dx <= reach; dx++, count++)
            {
                var (x, y) = (Math.Clamp((int)at.X + dx, 0, picture.Width - 1), Math.Clamp((int)at.Y + dy, 0, picture.Height - 1));
                sum += picture.Pixels[4 * (y * picture.Width + x) + channel];
            }
        }

        return sum / count;
    }

    private static async Task<Raster> CutFaceAsync()
    {
        var group = NativeReader.Decode(await File.ReadAllBytesAsync(GroupPath));
        var box = (await NativeReader.ReadAsync(group)).Face.Box;
        // Even sides: films have half as much colour as light.
        var (x, y) = ((int)(box.X - box.Width * 0.6), (int)(box.Y - box.Height * 0.48));
        var (width, height) = ((int)(box.Width * 1.1) * 2, (int)(box.Height * 0.98) * 2);
        return Pictures.Cut(group, x, y, width, height);
    }

    /// <summary>Puts another size into the frame header of a JPEG.</summary>
    private static byte[] Claiming(byte[] jpeg, ushort width, ushort height)
    {
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), width);
        return jpeg;
    }
}
