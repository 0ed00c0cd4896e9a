using FaceShape.Native.Models;
using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;

namespace FaceShape.Training;

/// <summary>Scores classifiers on labelled folders: <c>faceshape evaluate</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
public sealed class EvaluateService(TrainingPaths paths)
{
    /// <summary>Fewest folds.</summary>
    public const int MinFolds = 2;

    /// <summary>Most folds.</summary>
    public const int MaxFolds = 20;

    /// <summary>Applies the shipped classifiers, or with <paramref name="folds"/> trains them anew, identity-disjoint.</summary>
    /// <param name="pipeline">Whose classifiers.</param>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="beside">Labelled folders of other people that the light classifiers learn beside, with a head of their own; needs folds.</param>
    /// <param name="folds">Number of folds, 2 to 20; null applies the classifiers in <see cref="TrainingPaths.Classifiers"/> as they are.</param>
    /// <param name="seed">The same seed, photos and models give the same figures.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="DatasetException">A folder holds no labels or too few photos or people.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public async Task<EvaluationResult> EvaluateAsync(
        Pipeline pipeline,
        IReadOnlyList<string> folders,
        double pad,
        IReadOnlyList<string> beside,
        int? folds = null,
        int seed = 1,
        int threads = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (folds is < MinFolds or > MaxFolds)
            throw new DatasetException($"{folds} folds cannot be made; take {MinFolds} to {MaxFolds}");

        // Opened before minutes of reading, so that a missing classifier is said at once.
        var shipped = new NativeModelSource(paths.Classifiers, threads: 1);
        if (folds is null) ShippedScorer.Require(pipeline, shipped.Catalogue);
        var photos = LabelledFolder.OpenAll(folders, pad).SelectMany(folder => folder.Photos).ToArray();
        var others = LabelledFolder.PhotosOf(beside, pad);
        var total = 0;
        var counter = new NetworkCounter(progress, () => total);
        var recipe = await Recipes.ReadAsync(pipeline, paths, photos, duplicates: null, others, folds is not null, threads, counter.Count, progress, cancellation).ConfigureAwait(false);
        if (recipe.Photos.NotRead.Values.Sum() == photos.Length)
            throw new DatasetException($"None of the {photos.Length} photos could be used ({string.Join(", ", recipe.Photos.NotRead.Select(code => $"{code.Value} {code.Key}"))}): name others");
        if (folds is not { } count) return await ShippedScorer.ScoreAsync(shipped, recipe.Photos, seed, cancellation).ConfigureAwait(false);
        var validator = new CrossValidator(recipe, count, seed);
        total = validator.Networks;
        return await Task.Run(() => validator.Run(cancellation).Result, cancellation).ConfigureAwait(false);
    }
}
