using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Trains classifiers anew on folds and scores them on what each did not see.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="count">Number of folds.</param>
/// <param name="seed">The same seed gives the same figures.</param>
internal sealed class CrossValidator(LabelledFaces faces, int count, int seed)
{
    // Made before anything is trained, so that too few photos are said before minutes of training.
    private readonly IReadOnlyDictionary<ClassifierTask, Split> disjoint =
        ClassifierTask.All.ToDictionary(task => task, new Splits(faces, count, seed).Disjoint);

    private readonly Split strict = new Splits(faces, count, seed).Strict(ClassifierTask.Shape);
    private readonly Split leaky = new Splits(faces, count, seed).Leaky(ClassifierTask.Shape);

    /// <summary>How many times a classifier is trained.</summary>
    /// <exception cref="DatasetException">There are too few people or labels.</exception>
    public int Trainings => disjoint.Values.Sum(split => split.Trainings) + strict.Trainings + leaky.Trainings;

    /// <summary>Nobody on both sides; the random split beside it; and what the answers taught about calibration.</summary>
    /// <param name="recipe">How classifiers are trained.</param>
    /// <param name="cancellation">Stops.</param>
    public (EvaluationResult Result, IReadOnlyDictionary<ClassifierTask, ClassifierRun> Runs) Run(IRecipe recipe, CancellationToken cancellation)
    {
        var runs = ClassifierTask.All.ToDictionary(task => task, task => recipe.Run(task, disjoint[task], seed, cancellation));
        var result = EvaluationResults.Of(
            faces,
            runs,
            seed,
            count,
            Scorer.Score(recipe.Run(ClassifierTask.Shape, strict, seed, cancellation), seed),
            Scorer.Score(recipe.Run(ClassifierTask.Shape, leaky, seed, cancellation), seed));
        return (result, runs);
    }
}
