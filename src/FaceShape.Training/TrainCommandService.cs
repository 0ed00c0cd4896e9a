using FaceShape.Training.Evaluation;

namespace FaceShape.Training;

/// <summary>Trains the three classifiers on labelled folders: <c>faceshape train</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
public sealed class TrainCommandService(TrainingPaths paths)
{
    /// <summary>Trains and writes <c>shape.onnx</c>, <c>jaw.onnx</c>, <c>length.onnx</c>, <c>classifiers.json</c> and <c>README.md</c>.</summary>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="outDir">Folder that is written; made when it is not there.</param>
    /// <param name="seed">The same seed, photos and models give the same bytes.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="Data.DatasetException">A folder holds no labels or too few photos or people.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public Task<TrainResult> TrainAsync(
        IReadOnlyList<string> folders,
        double pad,
        string outDir,
        int seed = 1,
        int threads = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException($"{paths}");
}
