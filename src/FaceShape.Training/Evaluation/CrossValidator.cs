using FaceShape.Training.Data;
using FaceShape.Training.Learning;

namespace FaceShape.Training.Evaluation;

/// <summary>Trains classifiers anew on folds and scores them on what each did not see.</summary>
/// <param name="recipe">Photos, and how classifiers are trained on them.</param>
/// <param name="count">Number of folds.</param>
/// <param name="seed">The same seed gives the same figures.</param>
internal sealed class CrossValidator(IRecipe recipe, int count, int seed)
{
    /// <summary>How many networks are trained: all questions, and the shape twice more with other splits.</summary>
    public static int Networks(IRecipe recipe, int folds) => recipe.Networks(ClassifierTask.All.Count, folds) + 2 * recipe.Networks(1, folds);

    /// <summary>Nobody on both sides; the random split beside it; and what the predictions taught about calibration.</summary>
    /// <exception cref="DatasetException">There are too few people or labels.</exception>
    public (EvaluationResult Result, IReadOnlyDictionary<ClassifierTask, CrossValidation> Runs) Run(CancellationToken cancellation)
    {
        recipe.Check();
        var runs = recipe.CrossValidate(Split.People, ClassifierTask.All, count, seed, cancellation);
        var (faces, shape) = (recipe.Photos, runs[ClassifierTask.Shape]);
        return (EvaluationResults.Of(
            faces,
            Score(ClassifierTask.Shape, shape),
            Score(ClassifierTask.Jaw, runs[ClassifierTask.Jaw]),
            Score(ClassifierTask.Length, runs[ClassifierTask.Length]),
            EvaluationResults.BySource(faces, shape.Predictions, shape.Abstained, seed),
            count,
            Shape(Split.Lookalikes, cancellation),
            Shape(Split.Photos, cancellation)), runs);
    }

    private ClassifierScores Shape(Split split, CancellationToken cancellation) =>
        Score(ClassifierTask.Shape, recipe.CrossValidate(split, [ClassifierTask.Shape], count, seed, cancellation)[ClassifierTask.Shape]);

    private ClassifierScores Score(ClassifierTask task, CrossValidation run) => Scorer.Score(task.Labels, run.Predictions, run.Abstained, seed);
}
