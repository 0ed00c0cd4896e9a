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
    // Raised when hashes are made in another way than before.
    private const int Generation = 3;

    /// <summary>Hashes of the photos in which a face is found.</summary>
    /// <exception cref="Inference.ModelException">A network is missing or fails.</exception>
    public async Task<IReadOnlyList<FaceHashes>> HashAsync(IReadOnlyList<LabelledPhoto> photos, CancellationToken cancellation)
    {
        var extractor = LabelledFaces.Extractor(paths, threads);
        var upright = await extractor.ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var mirrored = await extractor.ExtractAsync(photos, mirrored: true, progress, cancellation).ConfigureAwait(false);
        var hashes = new FaceHashes?[photos.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };
        var done = 0;
        Parallel.For(0, hashes.Length, parallel, i =>
        {
            if (upright[i].Face is { } face) hashes[i] = Hash(photos[i], face, mirrored[i].Face);
            progress?.Report(new("Looking for duplicates", Interlocked.Increment(ref done), hashes.Length));
        });
        return [.. hashes.OfType<FaceHashes>()];
    }

    private FaceHashes Hash(LabelledPhoto photo, DescribedFace face, DescribedFace? mirrored)
    {
        var bytes = File.ReadAllBytes(photo.Path);
        var path = PathOf(FeatureKey.Of(bytes, Preparation(photo, face, mirrored)));
        if (Find(path, mirrored is null ? 1 : 2) is not { } known)
        {
            var picture = new PhotoDecoder().Decode(bytes).Pad(photo.Pad, FeatureExtractor<DescribedFace>.Fill);
            known = PerceptualHash.Of(picture, face.Landmarks).ToBytes();
            if (mirrored is not null) known = [.. known, .. PerceptualHash.Of(picture.Mirror(), mirrored.Landmarks).ToBytes()];
            CacheFile.Keep(path, known, paths.NotKept);
        }

        return new(
            photo.Path,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            new(PerceptualHash.FromBytes(known), face.Descriptor),
            mirrored is null ? null : new(PerceptualHash.FromBytes(known.AsSpan(PerceptualHash.Length)), mirrored.Descriptor));
    }

    private static string Preparation(LabelledPhoto photo, DescribedFace face, DescribedFace? mirrored) => string.Create(
        CultureInfo.InvariantCulture, $"face hash {Generation} pad={photo.Pad:R} {Places(face)} {Places(mirrored)}");

    private static string Places(DescribedFace? face) => face is null ? "" : string.Join(' ', face.Landmarks.Points.ToArray());

    private string PathOf(string key) => Path.Combine(paths.Cache, key[..2], key + ".hash");

    private static byte[]? Find(string path, int looks)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return bytes.Length == looks * PerceptualHash.Length ? bytes : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
