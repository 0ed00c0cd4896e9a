using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Testing;

namespace FaceShape.Native.Tests;

/// <summary>The cascade on real photos, a part of each collection; bench/detection looks at all of them.</summary>
public class DetectorCascadeTests
{
    public static TheoryData<string, int> Collections => new()
    {
        { "london", 6 }, { "canada", 4 }, { "portraits", 10 }, { "faces/b", 20 }, { "faces/c", 50 }, { "men", 60 },
    };

    [Theory]
    [MemberData(nameof(Collections))]
    public async Task The_cascade_finds_the_face_that_the_heavy_detector_finds_and_seldom_needs_it(string collection, int every)
    {
        var folder = Repository.Shared(["data", .. collection.Split('/')]);
        string[] photos = [.. Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Order().Where((_, i) => i % every == 0)];
        var cancel = TestContext.Current.CancellationToken;
        var source = new NativeModelSource(Repository.Path("models"), threads: 1);
        using var light = await source.OpenAsync(ModelNames.BlazeFace, cancel);
        using var heavy = await source.OpenAsync(ModelNames.SsdMobileNetV1, cancel);
        var asked = 0;

        foreach (var path in photos)
        {
            var photo = new PhotoDecoder().DecodeFile(path);
            var cascade = new DetectorCascade(
                new BlazeFace(light, DetectorCascade.HintScore, BlazeFace.GlanceSize), new BlazeFace(light, DetectorCascade.HintScore), _ => ValueTask.FromResult<IFaceDetector>(new SsdMobileNetV1(heavy)));
            var found = await cascade.DetectAsync(photo, cancel);
            if (cascade.IsHeavyOpen) asked++;
            var expected = (await new SsdMobileNetV1(heavy).DetectAsync(photo, cancel)).OrderByDescending(face => face.Box.Area).ToList();
            foreach (var face in expected.Where(face => Side(face) >= FaceReader.SimilarSize * Side(expected[0])))
                Assert.True(found.Any(other => Box.IntersectionOverUnion(face.Box, other.Box) > 0.3), $"{path}: {face} was missed");
        }

        Assert.NotEmpty(photos);
        Assert.True(asked <= 2 + photos.Length / 5, $"the heavy detector was needed for {asked} of {photos.Length}");
    }

    private static double Side(DetectedFace face) => Math.Sqrt(face.Box.Area);
}
