using System.Globalization;
using FaceShape.Classification;
using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>Reads photos on several workers, each with a reader of its own; what was read once comes from the cache.</summary>
/// <param name="cache">Where features are kept.</param>
/// <param name="version">What the features depend on besides the photo: the networks' hashes.</param>
/// <param name="openReader">Opens a reader; called once a worker that meets a photo which is not in the cache.</param>
/// <param name="decode">Turns a file's bytes into pixels; called from several threads.</param>
/// <param name="threads">Workers; 0 takes all cores.</param>
public sealed class FeatureExtractor(
    FeatureCache cache,
    string version,
    Func<CancellationToken, ValueTask<IFaceReader>> openReader,
    Func<byte[], Raster> decode,
    int threads)
{
    /// <summary>What lies beyond the edges of a padded photo: the fill with which most faces of tight crops were found.</summary>
    public const PadFill Fill = PadFill.Black;

    // Raised when photos are prepared or read in another way than before.
    private const int Generation = 1;

    private static readonly ReadingOptions Largest = new() { SeveralFaces = SeveralFaces.Largest };

    /// <summary>Features of each photo, in order.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="mirrored">Whether the photos are read in the mirror.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    /// <exception cref="Inference.ModelException">A network is missing or fails.</exception>
    public async Task<IReadOnlyList<PhotoFeatures>> ExtractAsync(
        IReadOnlyList<LabelledPhoto> photos,
        bool mirrored,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var features = new PhotoFeatures[photos.Count];
        var stage = mirrored ? "Reading photos in the mirror" : "Reading photos";
        int next = -1, done = 0;
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Math.Min(photos.Count, threads > 0 ? threads : Environment.ProcessorCount);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        return features;

        async Task WorkAsync()
        {
            IFaceReader? reader = null;
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < photos.Count;)
                {
                    failed.Token.ThrowIfCancellationRequested();
                    features[i] = await FindOrReadAsync(photos[i]).ConfigureAwait(false);
                    progress?.Report(new(stage, Interlocked.Increment(ref done), photos.Count));
                }
            }
            catch
            {
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                reader?.Dispose();
            }

            async ValueTask<PhotoFeatures> FindOrReadAsync(LabelledPhoto photo)
            {
                var bytes = await File.ReadAllBytesAsync(photo.Path, failed.Token).ConfigureAwait(false);
                var key = FeatureCache.Key(bytes, Preparation(photo.Pad, mirrored));
                if (cache.Find(key) is { } known) return known;
                reader ??= await openReader(failed.Token).ConfigureAwait(false);
                var fresh = await ReadAsync(reader, bytes, photo.Pad, mirrored, failed.Token).ConfigureAwait(false);
                cache.Keep(key, fresh);
                return fresh;
            }
        }
    }

    private string Preparation(double pad, bool mirrored) =>
        string.Create(CultureInfo.InvariantCulture, $"{Generation} pad={pad:R} {Fill} mirrored={mirrored} {version}");

    private async ValueTask<PhotoFeatures> ReadAsync(IFaceReader reader, byte[] bytes, double pad, bool mirrored, CancellationToken cancellation)
    {
        Raster picture;
        try
        {
            picture = decode(bytes).Pad(pad, Fill);
        }
        catch (PhotoException error)
        {
            return new(null, error.Code);
        }

        var reading = await reader.ReadAsync(mirrored ? picture.Mirror() : picture, Largest, cancellation).ConfigureAwait(false);
        if (reading.Faces is not [var face, ..]) return new(null, reading.Problem == ReadingProblem.SeveralFaces ? "several-faces" : "no-face");
        return new(
            new(
                face.Face,
                face.Landmarks,
                [.. face.Descriptor],
                [.. face.Shape.Probabilities],
                face.Jaw.Label == JawType.Angular ? face.Jaw.Probability : 1 - face.Jaw.Probability,
                face.Length.Label == FaceLength.Long ? face.Length.Probability : 1 - face.Length.Probability),
            null);
    }
}
