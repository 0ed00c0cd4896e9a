using FaceShape.Imaging;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly string Key = FeatureKey.Of([1, 2, 3], "as is");

    private readonly TemporaryFolder folder = new();
    private readonly FeatureCache<DescribedFace> cache;
    private readonly PhotoFeatures<DescribedFace> features;

    public FeatureCacheTests()
    {
        cache = new(folder.Path, new DescribedFaceFormat());
        var random = new Random(1);
        features = new(
            new(
                new(new(1.5, -2.25, 100.125, 1e-9), 0.987654321),
                new([.. Enumerable.Range(0, 68).Select(_ => new Point(random.NextDouble(), random.NextDouble()))]),
                [.. Enumerable.Range(0, 128).Select(_ => random.NextSingle())]),
            null);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_kept_is_found_bit_for_bit()
    {
        cache.Keep(Key, features);
        var found = cache.Find(Key)!;
        Assert.Null(found.Problem);
        Assert.Equal(features.Face!.Face, found.Face!.Face);
        Assert.Equal(features.Face.Landmarks.Points.ToArray(), found.Face.Landmarks.Points.ToArray());
        Assert.Equal(features.Face.Descriptor, found.Face.Descriptor);
    }

    [Fact]
    public void That_a_photo_could_not_be_read_is_kept_too()
    {
        cache.Keep(Key, new(null, "no-face"));
        Assert.Equal(new(null, "no-face"), cache.Find(Key));
    }

    [Fact]
    public void Where_nothing_can_be_kept_that_is_told_and_ends_nothing()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "where the cache's folder would be");
        List<Exception> told = [];
        var closed = new FeatureCache<DescribedFace>(file, new DescribedFaceFormat(), told.Add);
        closed.Keep(Key, features);
        Assert.IsType<IOException>(Assert.Single(told), exactMatch: false);
        Assert.Null(closed.Find(Key));
    }

    [Fact]
    public void What_was_never_kept_is_not_found() => Assert.Null(cache.Find(Key));

    [Fact]
    public void A_file_with_any_byte_changed_counts_as_not_there()
    {
        cache.Keep(Key, features);
        var path = cache.PathOf(Key);
        var whole = File.ReadAllBytes(path);
        for (var at = 0; at < whole.Length; at += 41)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 1;
            File.WriteAllBytes(path, damaged);
            Assert.Null(cache.Find(Key));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(100)]
    public void A_file_that_ends_early_counts_as_not_there(int length)
    {
        cache.Keep(Key, features);
        File.WriteAllBytes(cache.PathOf(Key), File.ReadAllBytes(cache.PathOf(Key))[..length]);
        Assert.Null(cache.Find(Key));
    }

    [Fact]
    public void Another_photo_or_another_preparation_has_another_key()
    {
        Assert.NotEqual(Key, FeatureKey.Of([1, 2, 4], "as is"));
        Assert.NotEqual(Key, FeatureKey.Of([1, 2, 3], "padded"));
        Assert.NotEqual(FeatureKey.Of([1, 2], "3 as is"), FeatureKey.Of([1, 2, (byte)'3'], " as is"));
    }
}
