using FaceShape.Cli.Photos;
using FaceShape.Imaging;

namespace FaceShape.Cli.Tests;

public class BatchReaderTests
{
    private static readonly IReadOnlyList<ListedPhoto> Photos = [.. Enumerable.Range(0, 40).Select(i => new ListedPhoto($"{i}.jpg"))];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Outcomes_come_in_the_order_of_the_list_however_long_each_photo_takes(int workers)
    {
        var busy = 0;
        var most = 0;
        var batch = new BatchReader(Decode, Open, new());

        var outcomes = await batch.ReadAsync(Photos, workers, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Photos.Select(photo => photo.Photo), outcomes.Select(outcome => outcome.Photo));
        Assert.All(outcomes, outcome => Assert.Equal("no-face", Assert.IsType<PhotoFailed>(outcome).Code));
        Assert.InRange(most, Math.Min(workers, 2), workers);

        Raster Decode(string photo)
        {
            InterlockedMax(ref most, Interlocked.Increment(ref busy));
            Thread.Sleep(int.Parse(Path.GetFileNameWithoutExtension(photo)) % 7 * 3);
            Interlocked.Decrement(ref busy);
            return new(1, 1, new byte[4]);
        }
    }

    [Fact]
    public async Task When_stopped_what_was_read_is_given_and_no_more_is_begun()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;
        var batch = new BatchReader(Decode, Open, new());

        var outcomes = await batch.ReadAsync(Photos, 1, stop.Token).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["0.jpg", "1.jpg", "2.jpg"], outcomes.Select(outcome => outcome.Photo));
        Assert.Equal(4, begun);

        Raster Decode(string photo)
        {
            if (++begun == 4) stop.Cancel();
            return new(1, 1, new byte[4]);
        }
    }

    [Fact]
    public async Task A_fault_or_too_little_memory_is_the_answer_for_that_photo_alone()
    {
        var batch = new BatchReader(Decode, Open, new());

        var outcomes = await batch.ReadAsync([new("fault"), new("memory"), new("fine")], 1, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["internal", "out-of-memory", "no-face"], outcomes.Cast<PhotoFailed>().Select(outcome => outcome.Code));

        static Raster Decode(string photo) => photo switch
        {
            "fault" => throw new InvalidOperationException("a wire came off"),
            "memory" => throw new OutOfMemoryException(),
            _ => new(1, 1, new byte[4]),
        };
    }

    [Theory]
    [InlineData(1, 8, 1)]
    [InlineData(100, 8, 8)]
    [InlineData(100, 1, 1)]
    [InlineData(100, 64, BatchReader.MaxWorkers)]
    public void Workers_are_no_more_than_photos_threads_or_the_limit(int photos, int threads, int workers) =>
        Assert.Equal(workers, BatchReader.Workers(photos, threads));

    private static ValueTask<IFaceReader> Open(CancellationToken cancellation) => ValueTask.FromResult<IFaceReader>(new SeesNoFace());

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; seen < value; seen = most) Interlocked.CompareExchange(ref most, value, seen);
    }

    private sealed class SeesNoFace : IFaceReader
    {
        public ValueTask<PhotoReading> ReadAsync(Raster photo, ReadingOptions? options = null, CancellationToken cancellation = default)
        {
            cancellation.ThrowIfCancellationRequested();
            return ValueTask.FromResult(new PhotoReading(Pipeline.Light, photo.Width, photo.Height, [], [], ReadingProblem.NoFace));
        }

        public void Dispose()
        {
        }
    }
}
