using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>Faces as the light classifiers see them.</summary>
/// <param name="Photos">See <see cref="ReadPhotos"/>.</param>
/// <param name="Faces">Their faces.</param>
/// <param name="Mirrored">One look at the faces of the photos in the mirror; the upright face where none was found there.</param>
/// <param name="People">See <see cref="ReadPhotos"/>; by the descriptors of the original pipeline.</param>
/// <param name="Lookalikes">See <see cref="ReadPhotos"/>.</param>
/// <param name="Total">See <see cref="ReadPhotos"/>.</param>
/// <param name="NotRead">See <see cref="ReadPhotos"/>.</param>
internal sealed record LightFaces(
    IReadOnlyList<LabelledPhoto> Photos,
    IReadOnlyList<MapFace> Faces,
    IReadOnlyList<MapFace> Mirrored,
    IReadOnlyList<int> People,
    IReadOnlyList<int> Lookalikes,
    int Total,
    IReadOnlyDictionary<string, int> NotRead)
    : ReadPhotos(Photos, People, Lookalikes, Total, NotRead)
{
    // Changed when the walk, or what is looked at, is another than before.
    private const string Walk = "light walk 3";

    /// <summary>Reads photos with the light networks, and with the original's for who is who, or takes both from the cache.</summary>
    /// <param name="paths">Where the networks and the cache are.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="learning">Whether classifiers will be trained on them, which takes more looks.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    public static async Task<LightFaces> ReadAsync(
        TrainingPaths paths,
        IReadOnlyList<LabelledPhoto> photos,
        bool learning,
        int threads,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        var seen = await Extractor(paths, learning ? LightViews.Count : 1, threads).ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var mirrored = await Extractor(paths, 1, threads).ExtractAsync(photos, mirrored: true, progress, cancellation).ConfigureAwait(false);
        var described = await LabelledFaces.Extractor(paths, threads).ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        return Gather(photos, seen, mirrored, [.. described.Select(one => one.Face?.Descriptor)], cancellation);
    }

    private static FeatureExtractor<LightViews> Extractor(TrainingPaths paths, int looks, int threads)
    {
        var source = new NativeModelSource(paths.Models, threads: 1);
        var walk = looks == LightViews.Count ? Walk : $"{Walk}, {looks} looks";
        return new(
            new(paths.Cache, new LightViewsFormat()),
            string.Join(' ', [walk, .. ModelNames.ForLightFeatures.Select(name => source.Catalogue.Find(name).Sha256)]),
            token => LightDescriber.OpenAsync(source, looks, token),
            bytes => new PhotoDecoder().Decode(bytes),
            threads);
    }

    /// <summary>Leaves out what was not read, and finds out who is the same person; who has no descriptor counts as nobody else.</summary>
    internal static LightFaces Gather(
        IReadOnlyList<LabelledPhoto> photos,
        IReadOnlyList<PhotoFeatures<LightViews>> seen,
        IReadOnlyList<PhotoFeatures<LightViews>> mirrored,
        IReadOnlyList<float[]?> descriptors,
        CancellationToken cancellation = default)
    {
        var read = Enumerable.Range(0, photos.Count).Where(i => seen[i].Face is not null).ToArray();
        return new(
            [.. read.Select(i => photos[i])],
            [.. read.Select(i => Face(seen[i].Face!))],
            [.. read.Select(i => Face(mirrored[i].Face ?? seen[i].Face!))],
            People(IdentityClusters.SamePerson),
            People(IdentityClusters.PerhapsSamePerson),
            photos.Count,
            CountProblems(seen.Select(features => features.Problem)));

        int[] People(float below)
        {
            var known = read.Where(i => descriptors[i] is not null).ToArray();
            var clusters = IdentityClusters.Find([.. known.Select(i => descriptors[i]!)], below, cancellation);
            var person = known.Zip(clusters).ToDictionary(pair => pair.First, pair => pair.Second);
            var strangers = clusters.Length == 0 ? 0 : clusters.Max() + 1;
            return [.. read.Select(i => person.TryGetValue(i, out var number) ? number : strangers++)];
        }
    }

    private static MapFace Face(LightViews views) =>
        new(views.Maps, MeshFeatures.From(views.Mesh, new(FaceFrame.Of(views.Mesh), views.Outline, [])));
}
