using FaceShape.Training.Data;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;

namespace FaceShape.Training;

/// <summary>Trains the three classifiers on labelled folders: <c>faceshape train</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
public sealed class TrainCommandService(TrainingPaths paths)
{
    /// <summary>Folds of the cross-validation that gives temperature, threshold and the card's figures.</summary>
    public const int Folds = 5;

    /// <summary>
    /// Trains on all photos. Temperature, threshold and figures come from an identity-disjoint cross-validation before.
    /// Writes <c>classifiers/shape.onnx</c>, <c>jaw.onnx</c>, <c>length.onnx</c>, <c>classifiers.json</c> and the card
    /// <c>README.md</c> into the folder, and enters them in its <c>models.json</c>.
    /// </summary>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="outDir">Folder of models that is written; made when it is not there.</param>
    /// <param name="seed">The same seed, photos and models give the same bytes.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="DatasetException">A folder holds no labels or too few photos or people.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public async Task<TrainResult> TrainAsync(
        IReadOnlyList<string> folders,
        double pad,
        string outDir,
        int seed = 1,
        int threads = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var photos = LabelledFolder.OpenAll(folders, pad).SelectMany(folder => folder.Photos).ToArray();
        if (Enum.GetValues<Classification.Shape>().Except(photos.Select(photo => photo.Label)).ToArray() is [var absent, ..])
            throw new DatasetException($"No photo is labelled {absent.ToString().ToLowerInvariant()}; training needs all five shapes");
        var faces = await LabelledFaces.ReadAsync(paths, photos, mirrored: true, threads, progress, cancellation).ConfigureAwait(false);
        return await Task.Run(() => Train(faces, outDir, seed, threads, progress, cancellation), cancellation).ConfigureAwait(false);
    }

    private static TrainResult Train(
        LabelledFaces faces, string outDir, int seed, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var options = new LearningOptions();
        var validator = new CrossValidator(faces, Folds, seed);
        var counter = new NetworkCounter(progress, (validator.Trainings + ClassifierTask.All.Count) * options.Members);
        var trainer = new ClassifierTrainer(options, threads, counter.Count);
        var recipe = new LandmarkRecipe(faces, trainer, options);
        var (figures, runs) = validator.Run(recipe, cancellation);
        List<ShippedClassifier> classifiers = [];
        foreach (var task in ClassifierTask.All)
        {
            var trained = trainer.Train(LabelledRows.Of(faces, task), seed, cancellation);
            var thresholds = runs[task].Thresholds!;
            double? abstainBelow = task == ClassifierTask.Shape ? thresholds.AbstainBelow : null;
            var bytes = ClassifierGraph.ToBytes(task, trained, thresholds.Temperature, abstainBelow);
            classifiers.Add(new(task, bytes, thresholds.Temperature, abstainBelow));
        }

        return ClassifierFiles.Write(outDir, classifiers, figures, recipe, seed);
    }
}
