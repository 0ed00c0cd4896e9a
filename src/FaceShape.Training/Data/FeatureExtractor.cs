using System.Globalization;
using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>Reads photos on several workers, each with networks of its own; what was read once comes from the cache.</summary>
/// <typeparam name="TFace">What is known of a face.</typeparam>
/// <param name="cache">Where features are kept.</param>
/// <param name="version">What the features depend on besides the photo: the networks' hashes.</param>
/// <param name="open">Opens the networks; called once a worker that meets a photo which is not in the cache.</param>
/// <param name="decode">Turns a file's bytes into pixels; called from several threads.</param>
/// <param name="threads">Workers; 0 takes all cores.</param>
public sealed class FeatureExtractor<TFace>(
    FeatureCache<TFace> cache,
    string version,
    Func<CancellationToken, ValueTask<IFaceDescriber<TFace>>> open,
    Func<byte[], Raster> decode,
    int threads)
    where TFace : class
{
    /// <summary>What lies beyond the edges of a padded photo: with black, faces in tight crops are detected most surely.</summary>
    public const PadFill Fill = PadFill.Black;

    // Raised when photos are prepared or read in another way than before.
    private const int Generation = 1;

    /// <summary>Features of each photo, in order.</summary>
    /// <param name="photos">The photos.</param>
    /// <param name="mirrored">Whether the photos are read in the mirror.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    /// <exception cref="Inference.ModelException">A network is missing or fails.</exception>
    public async Task<IReadOnlyList<PhotoFeatures<TFace>>> ExtractAsync(
        IReadOnlyList<LabelledPhoto> photos,
        bool mirrored,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var features = new PhotoFeatures<TFace>[photos.Count];
        var stage = mirrored ? "Reading photos in the mirror" : "Reading photos";
        int next = -1, done = 0;
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var workers = Math.Min(photos.Count, threads > 0 ? threads : Environment.ProcessorCount);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        return features;

        async Task WorkAsync()
        {
            IFaceDescriber<TFace>? describer = null;
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < photos.Count;)
                {
                    failed.Token.ThrowIfCancellationRequested();
                    features[i] = await FindOrDescribeAsync(photos[i]).ConfigureAwait(false);
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
                describer?.Dispose();
            }

            async ValueTask<PhotoFeatures<TFace>> FindOrDescribeAsync(LabelledPhoto photo)
            {
                byte[] bytes;
                try
                {
                    bytes = await File.ReadAllBytesAsync(photo.Path, failed.Token).ConfigureAwait(false);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    var gone = error is FileNotFoundException or DirectoryNotFoundException;
                    return new(null, new PhotoException(gone ? PhotoError.NotFound : PhotoError.Unreadable, error.Message).Code);
                }

                var key = FeatureKey.Of(bytes, Preparation(photo.Pad, mirrored));
                if (cache.Find(key) is { } known) return known;
                describer ??= await open(failed.Token).ConfigureAwait(false);
                var fresh = await DescribeAsync(describer, bytes, photo.Pad, mirrored, failed.Token).ConfigureAwait(false);
                cache.Keep(key, fresh);
                return fresh;
            }
        }
    }

    private string Preparation(double pad, bool mirrored) =>
        string.Create(CultureInfo.InvariantCulture, $"{Generation} pad={pad:R} {Fill} mirrored={mirrored} {version}");

    private async ValueTask<PhotoFeatures<TFace>> DescribeAsync(
        IFaceDescriber<TFace> describer, byte[] bytes, double pad, bool mirrored, CancellationToken cancellation)
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

        var face = await describer.DescribeAsync(mirrored ? picture.Mirror() : picture, cancellation).ConfigureAwait(false);
        return face is null ? new(null, ProblemCodes.NoFace) : new(face, null);
    }
}
