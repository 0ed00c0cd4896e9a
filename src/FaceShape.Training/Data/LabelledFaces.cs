using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Data;

/// <summary>The photos of labelled folders in which a face was found.</summary>
/// <param name="Photos">The photos that were read, in the order of the folders.</param>
/// <param name="Faces">Their faces.</param>
/// <param name="Mirrored">Their faces in the mirror; the upright face where none was found there. Empty when not asked for.</param>
/// <param name="People">Number of the person in each photo, over all folders together.</param>
/// <param name="Lookalikes">Number of the group of people who may be one person, of each photo.</param>
/// <param name="Total">Photos in the folders.</param>
/// <param name="NotRead">Photos that were not read, by error code.</param>
internal sealed record LabelledFaces(
    IReadOnlyList<LabelledPhoto> Photos,
    IReadOnlyList<DescribedFace> Faces,
    IReadOnlyList<DescribedFace> Mirrored,
    IReadOnlyList<int> People,
    IReadOnlyList<int> Lookalikes,
    int Total,
    IReadOnlyDictionary<string, int> NotRead)
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
        var source = new NativeModelSource(paths.Models, threads: 1);
        var extractor = new FeatureExtractor(
            new(paths.Cache),
            string.Join(' ', ModelNames.ForFeatures.Select(name => source.Catalogue.Find(name).Sha256)),
            async token => new FaceDescriber(await FaceReader.CreateForFeaturesAsync(source, token).ConfigureAwait(false)),
            bytes => new PhotoDecoder().Decode(bytes),
            threads);
        var upright = await extractor.ExtractAsync(photos, mirrored: false, progress, cancellation).ConfigureAwait(false);
        var mirror = mirrored ? await extractor.ExtractAsync(photos, mirrored: true, progress, cancellation).ConfigureAwait(false) : [];
        return Gather(photos, upright, mirror, cancellation);
    }

    /// <summary>Places of the photos whose label decides a task.</summary>
    public int[] Teaching(ClassifierTask task) => [.. Enumerable.Range(0, Photos.Count).Where(i => task.LabelOf(Photos[i].Label) is not null)];

    /// <summary>Names of the folders, in order.</summary>
    public IReadOnlyList<string> Sources => [.. Photos.Select(photo => photo.Source).Distinct()];

    /// <summary>
    /// The same photos with each picture once a folder, and with people who share a picture as one. A picture that two folders have stays
    /// in both: each has its own opinion about it.
    /// </summary>
    public LabelledFaces Without(Duplicates duplicates)
    {
        var kept = Enumerable.Range(0, Photos.Count).DistinctBy(i => (Photos[i].Source, duplicates.Groups[i])).ToArray();
        return new(
            At(kept, Photos),
            At(kept, Faces),
            Mirrored.Count == 0 ? [] : At(kept, Mirrored),
            At(kept, Join(People, duplicates.Groups)),
            At(kept, Join(Lookalikes, duplicates.Groups)),
            Total,
            NotRead);

        static T[] At<T>(int[] places, IReadOnlyList<T> items) => [.. places.Select(i => items[i])];
    }

    /// <summary>What the classifiers see of a face: geometry, then descriptor.</summary>
    public static float[] Row(DescribedFace face) => [.. GeometryFeatures.From(face.Landmarks), .. face.Descriptor];

    /// <summary>Numbers people anew: those who share a picture get one number.</summary>
    private static int[] Join(IReadOnlyList<int> people, IReadOnlyList<int> pictures)
    {
        var sets = new DisjointSets(people.Count);
        foreach (var numbers in new[] { people, pictures })
        {
            foreach (var same in Enumerable.Range(0, numbers.Count).GroupBy(i => numbers[i]))
            {
                foreach (var i in same) sets.Join(same.First(), i);
            }
        }

        return sets.Numbers();
    }

    /// <summary>Leaves out what was not read, and finds out who is the same person.</summary>
    internal static LabelledFaces Gather(
        IReadOnlyList<LabelledPhoto> photos,
        IReadOnlyList<PhotoFeatures> upright,
        IReadOnlyList<PhotoFeatures> mirror,
        CancellationToken cancellation = default)
    {
        var read = Enumerable.Range(0, photos.Count).Where(i => upright[i].Face is not null).ToArray();
        DescribedFace[] faces = [.. read.Select(i => upright[i].Face!)];
        float[][] descriptors = [.. faces.Select(face => face.Descriptor)];
        return new(
            [.. read.Select(i => photos[i])],
            faces,
            mirror.Count == 0 ? [] : [.. read.Select(i => mirror[i].Face ?? upright[i].Face!)],
            IdentityClusters.Find(descriptors, IdentityClusters.SamePerson, cancellation),
            IdentityClusters.Find(descriptors, IdentityClusters.PerhapsSamePerson, cancellation),
            photos.Count,
            new SortedDictionary<string, int>(
                upright.Where(features => features.Problem is not null).CountBy(features => features.Problem!).ToDictionary(),
                StringComparer.Ordinal));
    }
}
