using FaceShape.Classification;
using FaceShape.Description;
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
/// <param name="Mirrored">The faces of the mirrored photos; the upright face where none was found there. Empty when not asked for.</param>
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
    /// <summary>The 128-number descriptor of each face; null where the original pipeline found none.</summary>
    public IReadOnlyList<float[]?> Descriptors { get; init; } = [];

    // Changed when the walk, or what is looked at, is another than before.
    internal const string Walk = "light walk 10";

    /// <summary>Reads photos with the light networks, and with the original's for who is who, or takes both from the cache.</summary>
    /// <param name="paths">Where the networks and the cache are.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="learning">Whether classifiers will be trained on them, which takes more looks, and photos in the mirror.</param>
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
        var seen = await LookAsync(paths, photos, learning ? LightViews.Count : 1, false, threads, progress, cancellation).ConfigureAwait(false);
        var mirror = learning ? await LookAsync(paths, photos, 1, true, threads, progress, cancellation).ConfigureAwait(false) : [];
        var described = await LabelledFaces.Extractor(paths, threads).ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var source = new NativeModelSource(paths.Models, threads: 1);
        using var model = await source.OpenAsync(ModelNames.FaceOutline, cancellation).ConfigureAwait(false);
        var outline = new FaceOutline(model);
        return Gather(
            photos,
            await OutlineAsync(outline, seen, cancellation).ConfigureAwait(false),
            await OutlineAsync(outline, mirror, cancellation).ConfigureAwait(false),
            [.. described.Select(one => one.Face?.Descriptor)],
            cancellation);
    }

    /// <summary>Finds the mesh of each photo, and looks at its face with the trunk.</summary>
    /// <param name="paths">Where the networks and the cache are.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="looks">How often the trunk looks; 0 for the mesh alone.</param>
    /// <param name="mirrored">Whether the photos are read in the mirror.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    internal static Task<IReadOnlyList<PhotoFeatures<LightViews>>> LookAsync(
        TrainingPaths paths,
        IReadOnlyList<LabelledPhoto> photos,
        int looks,
        bool mirrored,
        int threads,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        var source = new NativeModelSource(paths.Models, threads: 1);
        var networks = string.Join(' ', [Walk, .. LightDescriber.Networks.Select(name => source.Catalogue.Find(name).Sha256)]);
        return new FeatureExtractor<LightViews>(
            new(paths.Cache, new LightViewsFormat(), paths.NotKept),
            $"{networks} {looks}",
            token => LightDescriber.OpenAsync(source, looks, token),
            bytes => new PhotoDecoder().Decode(bytes),
            threads).ExtractAsync(photos, mirrored, progress, cancellation);
    }

    /// <summary>Leaves out what was not read, and finds out who is the same person; who has no descriptor counts as nobody else.</summary>
    internal static LightFaces Gather(
        IReadOnlyList<LabelledPhoto> photos,
        IReadOnlyList<PhotoFeatures<MapFace>> seen,
        IReadOnlyList<PhotoFeatures<MapFace>> mirror,
        IReadOnlyList<float[]?> descriptors,
        CancellationToken cancellation = default)
    {
        var read = Enumerable.Range(0, photos.Count).Where(i => seen[i].Face is not null).ToArray();
        var pictures = Duplicates.ByDescriptor([.. read.Select(i => descriptors[i])]);
        return new(
            [.. read.Select(i => photos[i])],
            [.. read.Select(i => seen[i].Face!)],
            mirror.Count == 0 ? [] : [.. read.Select(i => mirror[i].Face ?? seen[i].Face!)],
            People(IdentityClusters.SamePerson),
            People(IdentityClusters.PerhapsSamePerson),
            photos.Count,
            CountProblems(seen.Select(features => features.Problem)))
        {
            Pictures = pictures,
            Descriptors = [.. read.Select(i => descriptors[i])],
        };

        int[] People(float below)
        {
            var known = read.Where(i => descriptors[i] is not null).ToArray();
            var clusters = IdentityClusters.Find([.. known.Select(i => descriptors[i]!)], below, cancellation);
            var person = known.Zip(clusters).ToDictionary(pair => pair.First, pair => pair.Second);
            var strangers = clusters.Length == 0 ? 0 : clusters.Max() + 1;
            return DisjointSets.Joined([.. read.Select(i => person.TryGetValue(i, out var number) ? number : strangers++)], pictures);
        }
    }

    /// <summary>The photos of people who are nobody of <paramref name="others"/>; who has no descriptor may be anybody.</summary>
    /// <exception cref="DatasetException">There is nobody else.</exception>
    public LightFaces StrangersTo(LightFaces others)
    {
        var strangers = IdentityClusters.Strangers(Descriptors, People, others.Descriptors, others.People);
        if (strangers.Length == 0)
            throw new DatasetException("Nobody to learn beside: no face was read there, or all of them are people of the folders that are learnt; leave --beside out");
        return this with
        {
            Photos = [.. strangers.Select(i => Photos[i])],
            Faces = [.. strangers.Select(i => Faces[i])],
            Mirrored = Mirrored.Count == 0 ? [] : [.. strangers.Select(i => Mirrored[i])],
            People = [.. strangers.Select(i => People[i])],
            Lookalikes = [.. strangers.Select(i => Lookalikes[i])],
            Pictures = [.. strangers.Select(i => Pictures[i])],
            Descriptors = [.. strangers.Select(i => Descriptors[i])],
        };
    }

    // The outline is not kept with the looks: it takes no time, and is trained anew more often than the networks before it.
    private static async Task<IReadOnlyList<PhotoFeatures<MapFace>>> OutlineAsync(
        FaceOutline outline, IReadOnlyList<PhotoFeatures<LightViews>> seen, CancellationToken cancellation)
    {
        var faces = new List<PhotoFeatures<MapFace>>(seen.Count);
        foreach (var (views, problem) in seen)
        {
            if (views is null)
            {
                faces.Add(new(null, problem));
                continue;
            }

            var geometry = MeshFeatures.From(views.Mesh, await outline.LocateAsync(views.Mesh, cancellation).ConfigureAwait(false));
            var face = new MapFace(views.Maps, geometry) { Second = views.Second, IsSmall = FaceTrunk.IsSmall(FaceFrame.Of(views.Mesh)) };
            faces.Add(new(face, null));
        }

        return faces;
    }
}
