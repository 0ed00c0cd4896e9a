using System.Runtime.CompilerServices;
using FaceShape.Imaging;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>Reads many photos on several workers and gives what became of them in the order of the list.</summary>
/// <param name="decode">File in, upright pixels out; called from several threads.</param>
/// <param name="open">Opens a reader; each worker has its own.</param>
/// <param name="options">How each photo is read.</param>
internal sealed class BatchReader(
    Func<string, Raster> decode, Func<CancellationToken, ValueTask<IFaceReader>> open, ReadingOptions options)
{
    /// <summary>Most workers at a time, as each holds its own copy of the networks.</summary>
    public const int MaxWorkers = 16;

    /// <summary>How many workers a list of photos gets.</summary>
    public static int Workers(int photos, int threads) => Math.Clamp(threads, 1, Math.Clamp(photos, 1, MaxWorkers));

    /// <summary>Reads photos; each outcome comes as soon as those before it are there.</summary>
    /// <param name="photos">The list.</param>
    /// <param name="workers">How many photos are read at a time.</param>
    /// <param name="cancellation">Stops; what was read until then is still given.</param>
    public async IAsyncEnumerable<PhotoOutcome> ReadAsync(
        IReadOnlyList<ListedPhoto> photos, int workers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var outcomes = photos.Select(_ => new TaskCompletionSource<PhotoOutcome?>(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToArray();
        var taken = -1;
        // Threads of their own: networks keep them busy, and the pool would be slow to lend more than it has cores.
        var running = Enumerable.Range(0, workers)
            .Select(_ => Task.Factory
                .StartNew(WorkAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap())
            .ToArray();
        foreach (var outcome in outcomes)
        {
            if (await outcome.Task.ConfigureAwait(false) is { } done) yield return done;
        }

        await Task.WhenAll(running).ConfigureAwait(false);

        async Task WorkAsync()
        {
            var (reader, problem) = await OpenAsync(cancellation).ConfigureAwait(false);
            using (reader)
            {
                for (var i = Interlocked.Increment(ref taken); i < photos.Count; i = Interlocked.Increment(ref taken))
                {
                    outcomes[i].SetResult(await ReadOneAsync(photos[i], reader, problem, cancellation).ConfigureAwait(false));
                }
            }
        }
    }

    /// <summary>A reader that cannot be opened is an answer for each photo that gets as far as needing it.</summary>
    private async Task<(IFaceReader? Reader, Exception? Problem)> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return (await open(cancellation).ConfigureAwait(false), null);
        }
        catch (Exception error)
        {
            return (null, error);
        }
    }

    /// <summary>Never throws: whatever happens to one photo, the others are read. Null when it was stopped before it was done.</summary>
    private async Task<PhotoOutcome?> ReadOneAsync(
        ListedPhoto listed, IFaceReader? reader, Exception? problem, CancellationToken cancellation)
    {
        var photo = listed.Photo;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (listed.Problem is { } missing) throw missing;
            var clock = new StageClock();
            var raster = decode(photo);
            clock.Ended("decode");
            if (reader is null) throw problem!;
            var reading = await reader.ReadAsync(raster, options with { StageEnded = clock.Ended }, cancellation).ConfigureAwait(false);
            return reading.Problem is { } none
                ? Unread(photo, none, reading.Detected.Count, raster)
                : new PhotoRead(photo, reading, clock.Times);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception error)
        {
            var (code, message) = ErrorCode.Of(error);
            return new PhotoFailed(photo, code ?? ErrorCode.Internal, message);
        }
    }

    /// <summary>What a photo without an answer is told.</summary>
    private static PhotoFailed Unread(string photo, ReadingProblem problem, int faces, Raster raster) =>
        new(photo, Names.Of(problem), Remedy(problem, faces), raster.Width, raster.Height);

    /// <summary>What to do about a photo without an answer.</summary>
    internal static string Remedy(ReadingProblem problem, int faces = 0) => problem switch
    {
        ReadingProblem.NoFace => "No face was found: use a photo of one face, seen from the front, in good light",
        _ => $"{faces} faces were found, several of similar size: cut one out, or choose with --several-faces largest or all",
    };
}
