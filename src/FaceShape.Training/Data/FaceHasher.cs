using System.Globalization;
using System.Security.Cryptography;
using FaceShape.Native.Imaging;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>Hashes the faces of photos; what was hashed once comes from the cache.</summary>
/// <param name="paths">Where networks and cache are.</param>
/// <param name="threads">Workers; 0 takes all cores.</param>
/// <param name="progress">Told after each photo; null for none.</param>
internal sealed class FaceHasher(TrainingPaths paths, int threads, IProgress<TrainingProgress>? progress)
{
    private const int Length = PerceptualHash.Bits / 8;

    // Raised when hashes are made in another way than before.
    private const int Generation = 1;

    /// <summary>Hashes of the photos in which a face is found.</summary>
    /// <exception cref="Inference.ModelException">A network is missing or fails.</exception>
    public async Task<IReadOnlyList<FaceHashes>> HashAsync(IReadOnlyList<LabelledPhoto> photos, CancellationToken cancellation)
    {
        var described = await LabelledFaces.Extractor(paths, threads).ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var hashes = new FaceHashes?[photos.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };
        var done = 0;
        Parallel.For(0, hashes.Length, parallel, i =>
        {
            if (described[i].Face is { } face) hashes[i] = Hash(photos[i], face);
            progress?.Report(new("Looking for duplicates", Interlocked.Increment(ref done), hashes.Length));
        });
        return [.. hashes.OfType<FaceHashes>()];
    }

    private FaceHashes Hash(LabelledPhoto photo, DescribedFace face)
    {
        var bytes = File.ReadAllBytes(photo.Path);
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(FeatureKey.Of(bytes, Preparation(photo, face)));
        if (Find(path) is not { } known)
        {
            var (upright, mirrored) = PerceptualHash.Of(new PhotoDecoder().Decode(bytes).Pad(photo.Pad, FeatureExtractor<DescribedFace>.Fill), face.Landmarks);
            Keep(path, known = [.. upright.ToBytes(), .. mirrored.ToBytes()]);
        }

        return new(photo.Path, content, PerceptualHash.FromBytes(known), PerceptualHash.FromBytes(known.AsSpan(Length)));
    }

    private static string Preparation(LabelledPhoto photo, DescribedFace face) => string.Create(
        CultureInfo.InvariantCulture, $"face hash {Generation} pad={photo.Pad:R} {string.Join(' ', face.Landmarks.Points.ToArray())}");

    private string PathOf(string key) => Path.Combine(paths.Cache, key[..2], key + ".hash");

    private static byte[]? Find(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length == 2 * Length ? bytes : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Keep(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Environment.CurrentManagedThreadId}.tmp";
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, path, overwrite: true);
    }
}
