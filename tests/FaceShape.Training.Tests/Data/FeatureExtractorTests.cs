using FaceShape.Classification;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public sealed class FeatureExtractorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<int> widthsSeen = [];
    private int opened;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Features_come_in_the_order_of_the_photos_and_from_the_cache_the_second_time(int threads)
    {
        var photos = Photos(20);
        var first = await Extractor(threads).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (double)i), first.Select(features => features.Face!.Face.Box.Width));
        Assert.Equal(20, widthsSeen.Count);

        var again = await Extractor(threads).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(first.Select(features => features.Face!.Face), again.Select(features => features.Face!.Face));
        Assert.Equal(20, widthsSeen.Count);
        Assert.InRange(opened, 1, threads);
    }

    [Fact]
    public async Task A_damaged_entry_a_mirror_and_another_version_are_read_anew()
    {
        var photos = Photos(1);
        await Extractor(1).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        var entry = Assert.Single(Directory.GetFiles(CachePath, "*.bin", SearchOption.AllDirectories));
        File.WriteAllBytes(entry, [1, 2, 3]);
        await Extractor(1).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, widthsSeen.Count);
        await Extractor(1).ExtractAsync(photos, mirrored: true, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(3, widthsSeen.Count);
        await Extractor(1, "other networks").ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(4, widthsSeen.Count);
    }

    [Fact]
    public async Task Photos_are_padded_before_they_are_read()
    {
        var photo = Photos(10)[9] with { Pad = 0.5 };
        await Extractor(1).ExtractAsync([photo], mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([20], widthsSeen);
    }

    [Fact]
    public async Task A_photo_without_face_and_a_file_that_is_no_photo_have_their_codes()
    {
        List<LabelledPhoto> photos = [Photo(folder.File("oval/blank.jpg", [200])), Photo(folder.File("oval/text.jpg", [0]))];
        var features = await Extractor(1).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["no-face", "not-an-image"], features.Select(one => one.Problem));
    }

    [Fact]
    public async Task A_file_that_is_gone_or_may_not_be_read_is_counted_and_the_others_are_read()
    {
        List<LabelledPhoto> photos = [Photo(folder.File("oval/gone.jpg", [200])), .. Photos(2)];
        File.Delete(photos[0].Path);
        File.CreateSymbolicLink(photos[0].Path, "nowhere.jpg");
        var features = await Extractor(1).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["not-found", null, null], features.Select(one => one.Problem));
    }

    [Fact]
    public async Task A_model_that_fails_stops_the_run_with_its_own_error()
    {
        var extractor = new FeatureExtractor<DescribedFace>(
            new(CachePath, new DescribedFaceFormat()), "", _ => throw new ModelException(ModelError.Missing, "ssd", "is not there"), Decode, 3);
        await Assert.ThrowsAsync<ModelException>(
            () => extractor.ExtractAsync(Photos(20), mirrored: false, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stopped_run_keeps_what_was_read_and_goes_on_from_there()
    {
        var photos = Photos(20);
        using var stop = new CancellationTokenSource();
        var progress = new Callback(report =>
        {
            if (report.Done == 5) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Extractor(1).ExtractAsync(photos, mirrored: false, progress, stop.Token));
        Assert.Equal(5, widthsSeen.Count);
        await Extractor(1).ExtractAsync(photos, mirrored: false, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(20, widthsSeen.Count);
    }

    private string CachePath => Path.Combine(folder.Path, "cache");

    /// <summary>A file's one byte is the width of its picture: 0 is no picture, above 100 shows no face.</summary>
    private static Raster Decode(byte[] bytes) => bytes[0] == 0
        ? throw new PhotoException(PhotoError.NotAnImage, "no picture")
        : new(bytes[0], 1, new byte[4 * bytes[0]]);

    private static LabelledPhoto Photo(string path) => new(path, Shape.Oval, "made up", 0);

    private List<LabelledPhoto> Photos(int count) =>
        [.. Enumerable.Range(1, count).Select(i => Photo(folder.File($"oval/{i:000}.jpg", [(byte)i])))];

    private FeatureExtractor<DescribedFace> Extractor(int threads, string version = "networks") => new(
        new(CachePath, new DescribedFaceFormat()),
        version,
        _ =>
        {
            Interlocked.Increment(ref opened);
            return ValueTask.FromResult<IFaceDescriber<DescribedFace>>(new Describer(this));
        },
        Decode,
        threads);

    private sealed class Callback(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private sealed class Describer(FeatureExtractorTests test) : IFaceDescriber<DescribedFace>
    {
        public ValueTask<DescribedFace?> DescribeAsync(Raster photo, CancellationToken cancellation = default)
        {
            lock (test.widthsSeen) test.widthsSeen.Add(photo.Width);
            return ValueTask.FromResult<DescribedFace?>(
                photo.Width > 100 ? null : new(new(new(0, 0, photo.Width, 1), 1), new(new Point[68]), new float[128]));
        }

        public void Dispose()
        {
        }
    }
}
