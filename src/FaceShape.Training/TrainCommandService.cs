using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;

namespace FaceShape.Training;

/// <summary>Trains classifiers on labelled folders: <c>faceshape train</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
public sealed class TrainCommandService(TrainingPaths paths)
{
    /// <summary>Folds of the cross-validation that gives temperature, threshold and the card's figures.</summary>
    public const int Folds = 5;

    /// <summary>
    /// Trains on all photos. Temperature, threshold and figures come from an identity-disjoint cross-validation before.
    /// Writes into the folder <c>classifiers</c> of models, for the light pipeline <c>light_classifiers.onnx</c>, <c>light.json</c> and
    /// the card <c>light.md</c>, for the original <c>shape.onnx</c>, <c>jaw.onnx</c>, <c>length.onnx</c>, <c>classifiers.json</c> and
    /// the card <c>README.md</c>, and enters the networks in <c>models.json</c>.
    /// </summary>
    /// <param name="pipeline">Whose classifiers.</param>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="beside">Labelled folders of other people that the light classifiers learn beside, with a head of their own.</param>
    /// <param name="outDir">Folder of models that is written; made when it is not there.</param>
    /// <param name="seed">The same seed, photos and models give the same bytes.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="DatasetException">A folder holds no labels or too few photos or people, or nothing can be written to <paramref name="outDir"/>.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public async Task<TrainResult> TrainAsync(
        Pipeline pipeline,
        IReadOnlyList<string> folders,
        double pad,
        IReadOnlyList<string> beside,
        string outDir,
        int seed = 1,
        int threads = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var photos = LabelledFolder.OpenAll(folders, pad).SelectMany(folder => folder.Photos).ToArray();
        if (Enum.GetValues<Classification.Shape>().Except(photos.Select(photo => photo.Label)).ToArray() is [var absent, ..])
            throw new DatasetException($"No photo is labelled {absent.ToString().ToLowerInvariant()}; training needs all five shapes");
        var others = LabelledFolder.PhotosOf(beside, pad);
        ClassifierFiles.Known(outDir);
        OutputFolder.Open(outDir);
        OutputFolder.Open(Path.Combine(outDir, ClassifierFiles.Folder));
        var total = 0;
        var counter = new NetworkCounter(progress, () => total);
        var recipe = await Recipes.ReadAsync(pipeline, paths, photos, duplicates: null, others, learning: true, threads, counter.Count, progress, cancellation).ConfigureAwait(false);
        var validator = new CrossValidator(recipe, Folds, seed);
        total = validator.Networks;
        return await Task.Run(() => Train(recipe, validator, PhotoWords.Of(photos.CountBy(photo => photo.Source)), outDir, seed, cancellation), cancellation).ConfigureAwait(false);
    }

    private static TrainResult Train(IRecipe recipe, CrossValidator validator, PhotoWords photos, string outDir, int seed, CancellationToken cancellation)
    {
        var (figures, runs) = validator.Run(cancellation);
        return ClassifierFiles.Write(outDir, recipe.Words, photos, recipe.Ship(runs, seed, cancellation), figures, seed);
    }
}
