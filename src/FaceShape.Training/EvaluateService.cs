using FaceShape.Training.Evaluation;

namespace FaceShape.Training;

/// <summary>Scores classifiers on labelled folders: <c>faceshape evaluate</c>.</summary>
/// <param name="paths">Where models are read and features kept.</param>
public sealed class EvaluateService(TrainingPaths paths)
{
    /// <summary>Applies the shipped classifiers, or with <paramref name="folds"/> trains them anew, identity-disjoint.</summary>
    /// <param name="folders">Labelled folders; each may end in <c>:pad=0.35</c>, which goes before <paramref name="pad"/>.</param>
    /// <param name="pad">Fraction of the longer side added on every side before faces are looked for, 0 to 2.</param>
    /// <param name="folds">Number of folds, 2 to 20; null applies the classifiers in <see cref="TrainingPaths.Models"/> as they are.</param>
    /// <param name="seed">The same seed, photos and models give the same figures.</param>
    /// <param name="threads">Workers; 0 takes all cores.</param>
    /// <param name="progress">Told about each step; null for none.</param>
    /// <param name="cancellation">Stops; features read until then are kept.</param>
    /// <exception cref="Data.DatasetException">A folder holds no labels or too few photos or people.</exception>
    /// <exception cref="Inference.ModelException">A network is missing or damaged.</exception>
    public Task<EvaluationResult> EvaluateAsync(
        IReadOnlyList<string> folders,
        double pad,
        int? folds = null,
        int seed = 1,
        int threads = 0,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default) => throw new NotImplementedException($"{paths}");
}
