using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

namespace FaceShape.Bench.Browser;

/// <summary>Faces cut from groups that come with face-api.js.</summary>
internal static class SamplePhoto
{
    private static readonly string[] Groups = ["sample6.jpg", "sample5.jpg", "sample4.jpg", "sample3.jpg", "sample2.jpg", "sample1.jpg"];

    /// <summary>Two JPEGs of one face each, found at a glance: one that is answered at the first look, one that is looked at twice.</summary>
    /// <param name="root">The repository.</param>
    /// <exception cref="InvalidOperationException">No face is looked at as often as it should.</exception>
    public static async Task<(string Once, string Twice)> WriteAsync(string root)
    {
        var models = new CountedModels(new NativeModelSource(Path.Combine(root, "models")));
        using var reader = await Readers.OpenAsync(Pipeline.Light, models);
        return (await WriteAsync("photo.jpg", twice: false), await WriteAsync("photo-twice.jpg", twice: true));

        async Task<string> WriteAsync(string name, bool twice)
        {
            var path = Path.Combine(root, "artifacts", "bench", name);
            foreach (var group in Groups.Select(group => new PhotoDecoder().DecodeFile(Path.Combine(root, "node_modules", "@vladmandic", "face-api", "demo", group))))
            {
                foreach (var face in (await reader.ReadAsync(group, new() { SeveralFaces = SeveralFaces.All })).Faces)
                {
                    if (Cut(group, face.Face.Box) is not { } cut) continue;
                    var photo = PhotoEncoder.Jpeg(cut, quality: 95);
                    models.Take(ModelNames.BlazeFace);
                    // The cut is what the page gets, so the cut is what is asked; found at a glance, so that the looks are all that differs.
                    var asked = await reader.ReadAsync(new PhotoDecoder().Decode(photo));
                    if (asked.Faces is not [var alone] || alone.Answer.LookedTwice != twice || models.Take(ModelNames.BlazeFace) != 1) continue;
                    File.WriteAllBytes(path, photo);
                    return path;
                }
            }

            throw new InvalidOperationException($"No sample's face is found at a glance and looked at {(twice ? "twice" : "once")}");
        }
    }

    /// <summary>The face with what is around it; null where that is not all in the picture.</summary>
    private static Raster? Cut(Raster group, Box face)
    {
        var (left, top) = ((int)(face.X - face.Width * 0.6), (int)(face.Y - face.Height * 0.48));
        var (width, height) = ((int)(face.Width * 2.2), (int)(face.Height * 1.96));
        if (left < 0 || top < 0 || left + width > group.Width || top + height > group.Height) return null;
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
            group.Pixels.AsSpan(4 * ((top + y) * group.Width + left), 4 * width).CopyTo(pixels.AsSpan(4 * y * width));
        return new(width, height, pixels);
    }
}
