using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>Faces as the original pipeline's classifiers see them.</summary>
/// <param name="Photos">See <see cref="ReadPhotos"/>.</param>
/// <param name="Faces">Their faces.</param>
/// <param name="Mirrored">Their faces in the mirror; the upright face where none was found there. Empty when not asked for.</param>
/// <param name="People">See <see cref="ReadPhotos"/>.</param>
/// <param name="Lookalikes">See <see cref="ReadPhotos"/>.</param>
/// <param name="Total">See <see cref="ReadPhotos"/>.</param>
/// <param name="NotRead">See <see cref="ReadPhotos"/>.</param>
internal sealed record LabelledFaces(
    IReadOnlyList<LabelledPhoto> Photos,
    IReadOnlyList<DescribedFace> Faces,
    IReadOnlyList<DescribedFace> Mirrored,
    IReadOnlyList<int> People,
    IReadOnlyList<int> Lookalikes,
    int Total,
    IReadOnlyDictionary<string, int> NotRead)
    : ReadPhotos(Photos, People, Lookalikes, Total, NotRead)
{
    /// <summary>Reads photos with the networks before the classifiers, or takes their features from the cache.</summary>
    /// <param name="paths">Where the networks and the cache are.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="mirrored">Whether they are read in the mirror too.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    public static async Task<LabelledFaces> ReadAsync(
        TrainingPaths paths,
        IReadOnlyList<LabelledPhoto> photos,
        bool mirrored,
        int threads,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        var extractor = Extractor(paths, threads);
        var upright = await extractor.ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var mirror = mirrored ? await extractor.ExtractAsync(photos, mirrored: true, progress, cancellation).ConfigureAwait(false) : [];
        return Gather(photos, upright, mirror, cancellation);
    }

    /// <summary>Reads photos with the three networks before the original's classifiers.</summary>
    internal static FeatureExtractor<DescribedFace> Extractor(TrainingPaths paths, int threads)
    {
        var source = new NativeModelSource(paths.Models, threads: 1);
        return new(
            new(paths.Cache, new DescribedFaceFormat(), paths.NotKept),
            string.Join(' ', ModelNames.ForFeatures.Select(name => source.Catalogue.Find(name).Sha256)),
            async token => new FaceDescriber(await FaceReader.CreateForFeaturesAsync(source, token).ConfigureAwait(false)),
            bytes => new PhotoDecoder().Decode(bytes),
            threads);
    }

    /// <summary>What the classifiers see of a face: geometry, then descriptor.</summary>
    public static float[] Row(DescribedFace face) => [.. GeometryFeatures.From(face.Landmarks), .. face.Descriptor];

    /// <summary>Leaves out what was not read, and finds out who is the same person.</summary>
    internal static LabelledFaces Gather(
        IReadOnlyList<LabelledPhoto> photos,
        IReadOnlyList<PhotoFeatures<DescribedFace>> upright,
        IReadOnlyList<PhotoFeatures<DescribedFace>> mirror,
        CancellationToken cancellation = default)
    {
        var read = Enumerable.Range(0, photos.Count).Where(i => upright[i].Face is not null).ToArray();
        DescribedFace[] faces = [.. read.Select(i => upright[i].Face!)];
        float[][] descriptors = [.. faces.Select(face => face.Descriptor)];
        var pictures = Duplicates.ByDescriptor(descriptors);
        return new(
            [.. read.Select(i => photos[i])],
            faces,
            mirror.Count == 0 ? [] : [.. read.Select(i => mirror[i].Face ?? upright[i].Face!)],
            DisjointSets.Joined(IdentityClusters.Find(descriptors, IdentityClusters.SamePerson, cancellation), pictures),
            DisjointSets.Joined(IdentityClusters.Find(descriptors, IdentityClusters.PerhapsSamePerson, cancellation), pictures),
            photos.Count,
            CountProblems(upright.Select(features => features.Problem)))
        {
            Pictures = pictures,
        };
    }
}
