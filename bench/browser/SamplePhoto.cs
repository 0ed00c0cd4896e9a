using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

namespace FaceShape.Bench.Browser;

/// <summary>One face, cut from a group that comes with face-api.js.</summary>
internal static class SamplePhoto
{
    public static async Task<string> WriteAsync(string root)
    {
        var group = new PhotoDecoder().DecodeFile(Path.Combine(root, "node_modules", "@vladmandic", "face-api", "demo", "sample6.jpg"));
        using var reader = await Readers.OpenAsync(Pipeline.Light, new NativeModelSource(Path.Combine(root, "models")));
        var box = (await reader.ReadAsync(group, new() { SeveralFaces = SeveralFaces.Largest })).Faces[0].Face.Box;
        var path = Path.Combine(root, "artifacts", "bench", "photo.jpg");
        File.WriteAllBytes(path, PhotoEncoder.Jpeg(Cut(group, box), quality: 95));
        return path;
    }

    private static Raster Cut(Raster group, Box face)
    {
        var (left, top) = ((int)(face.X - face.Width * 0.6), (int)(face.Y - face.Height * 0.48));
        var (width, height) = ((int)(face.Width * 2.2), (int)(face.Height * 1.96));
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
            group.Pixels.AsSpan(4 * ((top + y) * group.Width + left), 4 * width).CopyTo(pixels.AsSpan(4 * y * width));
        return new(width, height, pixels);
    }
}
