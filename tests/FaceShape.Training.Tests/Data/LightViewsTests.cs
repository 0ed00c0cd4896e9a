using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public class LightViewsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_face_is_looked_at_the_same_way_each_time_and_what_was_seen_is_kept_bit_for_bit()
    {
        using var describer = await Open();
        using var folder = new TemporaryFolder();
        var photo = new PhotoDecoder().DecodeFile(Repository.Npm("@vladmandic", "face-api", "demo", "sample4.jpg"));

        var views = (await describer.DescribeAsync(photo, Cancel))!;
        var again = (await describer.DescribeAsync(photo, Cancel))!;
        var cache = new FeatureCache<LightViews>(folder.Path, new LightViewsFormat());
        cache.Keep("abc", new(views, null));
        var found = cache.Find("abc")!.Face!;

        Assert.Equal((LightViews.Count, LightViews.Count), (views.Maps.Count, views.Second.Count));
        foreach (var other in new[] { again, found })
        {
            Assert.Equal(views.Mesh.Points.ToArray(), other.Mesh.Points.ToArray());
            Assert.Equal(views.Mesh.Depths.ToArray(), other.Mesh.Depths.ToArray());
            Assert.Equal(views.Maps, other.Maps);
            Assert.Equal(views.Second, other.Second);
        }

        Assert.Equal(2 * LightViews.Count, views.Maps.Concat(views.Second).Select(map => string.Join(' ', map)).Distinct().Count());
    }

    [Fact]
    public async Task A_photo_without_a_face_has_no_views()
    {
        using var describer = await Open();

        Assert.Null(await describer.DescribeAsync(Pictures.Landscape(320, 240), Cancel));
    }

    private static async Task<IFaceDescriber<LightViews>> Open()
    {
        Repository.Npm("onnxruntime-node");
        Assert.SkipUnless(File.Exists(Repository.Path("models", "face_trunk.onnx")), "models are not built: run ./test once");
        return await LightDescriber.OpenAsync(new NativeModelSource(Repository.Path("models"), threads: 1), LightViews.Count, Cancel);
    }
}
