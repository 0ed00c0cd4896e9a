using FaceShape.Training.Data;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>The recipes by pipeline.</summary>
internal static class Recipes
{
    /// <summary>Reads photos as a pipeline does, or takes what it saw from the cache.</summary>
    /// <param name="pipeline">Whose recipe.</param>
    /// <param name="paths">Where networks and cache are.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="duplicates">Which photos are one picture: people who share one are one. Null when nobody looked.</param>
    /// <param name="beside">Photos of other people that the light classifiers learn beside; whoever is in the photos too is left out.</param>
    /// <param name="learning">Whether classifiers will be trained on them.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="networkTrained">Called after each network, from several threads.</param>
    /// <param name="progress">Told after each photo.</param>
    /// <param name="cancellation">Stops; what was read until then is in the cache.</param>
    public static async Task<IRecipe> ReadAsync(
        Pipeline pipeline,
        TrainingPaths paths,
        IReadOnlyList<LabelledPhoto> photos,
        Duplicates? duplicates,
        IReadOnlyList<LabelledPhoto> beside,
        bool learning,
        int threads,
        Action networkTrained,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        Require(photos.Count);
        if (pipeline == Pipeline.Light)
        {
            var faces = await LightFaces.ReadAsync(paths, photos, learning, threads, progress, cancellation).ConfigureAwait(false);
            var others = beside.Count == 0 ? null : await LightFaces.ReadAsync(paths, beside, learning, threads, progress, cancellation).ConfigureAwait(false);
            return new LightRecipe(Joined(faces, duplicates), new(), others?.StrangersTo(faces), threads, networkTrained);
        }

        var described = await LabelledFaces.ReadAsync(paths, photos, mirrored: learning, threads, progress, cancellation).ConfigureAwait(false);
        return new OriginalRecipe(Joined(described, duplicates), new(), threads, networkTrained);
    }

    /// <summary>Checks that photos are few enough to be told apart by person.</summary>
    /// <exception cref="DatasetException">They are not: said before hours of reading.</exception>
    public static void Require(int photos)
    {
        if (photos > IdentityClusters.MaxCount)
            throw new DatasetException($"The folders hold {photos} photos; at most {IdentityClusters.MaxCount} can be told apart by person: name fewer, or take some out");
    }

    private static T Joined<T>(T faces, Duplicates? duplicates)
        where T : ReadPhotos => duplicates is null ? faces : (T)(faces with
        {
            People = duplicates.Join(faces.Photos, faces.People),
            Lookalikes = duplicates.Join(faces.Photos, faces.Lookalikes),
            Pictures = duplicates.Join(faces.Photos, faces.Pictures),
        });
}
