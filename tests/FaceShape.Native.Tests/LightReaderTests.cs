using System.Text.Json;
using FaceShape.Description;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Quality;
using FaceShape.Testing;

namespace FaceShape.Native.Tests;

/// <summary>The light walk on real photos.</summary>
public class LightReaderTests
{
    [Fact]
    public async Task Descriptors_on_the_mesh_are_those_of_the_original_walk_as_far_as_telling_people_apart_goes()
    {
        var photos = Repository.Shared("data", "london");
        var reference = File.ReadAllLines(Repository.Shared("reference", "face-api-london-neutral.jsonl"));
        var readings = new Dictionary<string, float[]>();
        var originals = new Dictionary<string, float[]>();
        foreach (var line in reference.Where((_, i) => i % 3 == 0))
        {
            using var expected = JsonDocument.Parse(line);
            var name = expected.RootElement.GetProperty("photo").GetString()!;
            originals[name] = [.. expected.RootElement.GetProperty("descriptor").EnumerateArray().Select(number => number.GetSingle())];
            readings[name] = [.. (await ReadAsync(Path.Combine(photos, name), describe: true)).Descriptor!];
        }

        double[] same = [.. originals.Select(one => DescriptorGroups.Distance(one.Value, readings[one.Key])).Order()];
        double[] others = [.. from a in originals from b in readings where a.Key != b.Key select DescriptorGroups.Distance(a.Value, b.Value)];
        TestContext.Current.SendDiagnosticMessage(
            $"{same.Length} photos, light against original: median {same[same.Length / 2]:F3}, most {same[^1]:F3}; others at least {others.Min():F3}");
        Assert.InRange(same[^1], 0, 0.25);
        Assert.True(others.Min() > same[^1], "a photo is nearer to somebody else");
    }

    [Fact]
    public async Task Studio_photos_raise_no_false_alarm()
    {
        string[] photos = [.. Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg").Order().Where((_, i) => i % 3 == 1)];
        var warned = new List<string>();
        foreach (var photo in photos)
        {
            var face = await ReadAsync(photo);
            if (face.Warnings.Count > 0) warned.Add($"{Path.GetFileName(photo)}: {string.Join(", ", face.Warnings)}");
        }

        Assert.True(warned.Count <= photos.Length / 30, string.Join("; ", warned));
    }

    [Theory]
    [InlineData("15cm.jpg")]
    [InlineData("30cm.jpg")]
    [InlineData("45cm.jpg")]
    public async Task A_camera_that_is_nearer_leaves_the_answer_or_is_said_to_be_too_near(string photo)
    {
        var far = await ReadAsync(Repository.Shared("data", "zoom", "60cm.jpg"));
        var near = await ReadAsync(Repository.Shared("data", "zoom", photo));

        Assert.DoesNotContain(PhotoWarning.TooNear, far.Warnings);
        Assert.True(near.Answer.Shape.Label == far.Answer.Shape.Label || near.Warnings.Contains(PhotoWarning.TooNear));
    }

    [Fact]
    public async Task The_camera_that_touches_the_face_is_too_near() =>
        Assert.Contains(PhotoWarning.TooNear, (await ReadAsync(Repository.Shared("data", "zoom", "15cm.jpg"))).Warnings);

    private static async Task<FaceReading> ReadAsync(string photo, bool describe = false)
    {
        using var reader = await LightReader.CreateAsync(
            new NativeModelSource(Repository.Path("models"), threads: 1), TestContext.Current.CancellationToken);
        var reading = await reader.ReadAsync(
            new PhotoDecoder().DecodeFile(photo), new() { Describe = describe }, TestContext.Current.CancellationToken);
        return Assert.Single(reading.Faces);
    }
}
