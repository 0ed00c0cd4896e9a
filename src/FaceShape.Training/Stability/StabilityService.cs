using FaceShape.Classification;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Data;

namespace FaceShape.Training.Stability;

/// <summary>Reads photos, changes them, reads them again: <c>faceshape stability</c>.</summary>
/// <param name="models">Folder with <c>models.json</c>.</param>
public sealed class StabilityService(string models)
{
    /// <summary>Counts how often the answer stays; a file that is no photo, or shows no face, is named and left out.</summary>
    /// <param name="pipeline">How photos are read.</param>
    /// <param name="photos">Files.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told after each photo; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="DatasetException">No photo shows a face.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public async Task<StabilityResult> MeasureAsync(
        Pipeline pipeline, IReadOnlyList<string> photos, int threads = 0, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var answers = new Look[photos.Count][];
        var problems = new UnreadPhoto?[photos.Count];
        var workers = Math.Clamp(threads > 0 ? threads : Environment.ProcessorCount, 1, Math.Max(photos.Count, 1));
        int next = -1, done = 0;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellation))).ConfigureAwait(false);
        return Count(pipeline, answers, [.. problems.OfType<UnreadPhoto>()]);

        async Task WorkAsync()
        {
            using var reader = await Readers.OpenAsync(pipeline, new NativeModelSource(models, threads: 1), cancellation).ConfigureAwait(false);
            for (var i = Interlocked.Increment(ref next); i < photos.Count; i = Interlocked.Increment(ref next))
            {
                (answers[i], problems[i]) = await ReadFileAsync(reader, photos[i], cancellation).ConfigureAwait(false);
                progress?.Report(new("Changing photos", Interlocked.Increment(ref done), photos.Count));
            }
        }
    }

    /// <summary>Whether the same shape comes first, or both lie between the same two.</summary>
    internal static bool Same(ShapeAnswer a, ShapeAnswer b) =>
        a.Label == b.Label || (a.IsClose && b.IsClose && a.Label == b.Second && a.Second == b.Label);

    /// <summary>Whether the same is said: of one shape, of two in whatever order, or that it cannot be told.</summary>
    internal static bool SaidAlike(ShapeAnswer a, ShapeAnswer b)
    {
        if (a.Abstained || b.Abstained) return a.Abstained && b.Abstained;
        if (a.IsClose != b.IsClose) return false;
        return a.IsClose ? (a.Label, a.Second) == (b.Label, b.Second) || (a.Label, a.Second) == (b.Second, b.Label) : a.Label == b.Label;
    }

    private static async Task<(Look[] Answers, UnreadPhoto? Problem)> ReadFileAsync(IFaceReader reader, string file, CancellationToken cancellation)
    {
        try
        {
            var looks = await ReadAsync(reader, new PhotoDecoder().DecodeFile(file), cancellation).ConfigureAwait(false);
            return (looks, looks[0].Answer is null ? new(file, Problem: null) : null);
        }
        catch (PhotoException problem)
        {
            return ([default], new(file, problem));
        }
    }

    /// <summary>The answer for a photo, then for each change of it.</summary>
    private static async Task<Look[]> ReadAsync(IFaceReader reader, Raster photo, CancellationToken cancellation)
    {
        var looks = new Look[1 + PhotoChange.All.Count];
        looks[0] = await LookAsync(photo).ConfigureAwait(false);
        if (looks[0].Answer is null) return looks;
        for (var i = 1; i < looks.Length; i++) looks[i] = await LookAsync(PhotoChange.All[i - 1].Apply(photo)).ConfigureAwait(false);
        return looks;

        async Task<Look> LookAsync(Raster? raster)
        {
            if (raster is null) return new(null, IsLeftOut: true);
            var reading = await reader.ReadAsync(raster, new() { SeveralFaces = SeveralFaces.Largest }, cancellation).ConfigureAwait(false);
            return new(reading.Faces.Count > 0 ? reading.Faces[0].Answer.Shape : null, IsLeftOut: false);
        }
    }

    private static StabilityResult Count(Pipeline pipeline, Look[][] answers, UnreadPhoto[] unread)
    {
        Look[][] known = [.. answers.Where(one => one[0].Answer is not null)];
        if (known.Length == 0) throw new DatasetException($"None of the photos shows a face: name others{Named(unread)}");
        return new(pipeline.ToString().ToLowerInvariant(), known.Length, [.. PhotoChange.All.Select((change, i) =>
        {
            var counted = known.Where(one => !one[i + 1].IsLeftOut).ToArray();
            var pairs = counted.Where(one => one[i + 1].Answer is not null).Select(one => (Before: one[0].Answer!, After: one[i + 1].Answer!)).ToArray();
            return new ChangeResult(
                change.Name, counted.Length, pairs.Length,
                Share(pairs.Count(pair => Same(pair.Before, pair.After))),
                Share(pairs.Count(pair => pair.Before.Label == pair.After.Label)),
                Share(pairs.Count(pair => SaidAlike(pair.Before, pair.After))));

            double? Share(int same) => counted.Length == 0 ? null : same / (double)counted.Length;
        })])
        {
            Unread = unread,
        };
    }

    private static string Named(UnreadPhoto[] unread) =>
        unread.Length == 0 ? "" : $" ({unread.Length} could not be read, among them {unread[0].File}: {unread[0].Problem?.Message ?? unread[0].Code})";

    /// <param name="Answer">Null where no face was read.</param>
    /// <param name="IsLeftOut">The changed photo would be larger than photos may be.</param>
    private readonly record struct Look(ShapeAnswer? Answer, bool IsLeftOut);
}
