using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Trains classifiers anew on folds and scores them on what each did not see.</summary>
internal sealed class CrossValidator
{
    private readonly IRecipe recipe;
    private readonly int count;
    private readonly int seed;
    private readonly IReadOnlyDictionary<ClassifierTask, Split> disjoint;
    private readonly Split strict;
    private readonly Split leaky;

    /// <summary>Splits the photos, so that too few of them are said before minutes of training.</summary>
    /// <param name="recipe">Photos, and how classifiers are trained on them.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="seed">The same seed gives the same figures.</param>
    /// <exception cref="DatasetException">There are too few people or labels.</exception>
    public CrossValidator(IRecipe recipe, int count, int seed)
    {
        (this.recipe, this.count, this.seed) = (recipe, count, seed);
        var splits = new Splits(recipe.Photos, count, seed);
        disjoint = ClassifierTask.All.ToDictionary(task => task, splits.Disjoint);
        (strict, leaky) = (splits.Strict(ClassifierTask.Shape), splits.Leaky(ClassifierTask.Shape));
    }

    /// <summary>How many networks are trained: for all questions, and for the shape twice more with other splits.</summary>
    public int Networks =>
        recipe.Networks(ClassifierTask.All.Count, disjoint[ClassifierTask.Shape]) + recipe.Networks(1, strict) + recipe.Networks(1, leaky);

    /// <summary>Nobody on both sides; the random split beside it; and what the answers taught about calibration.</summary>
    public (EvaluationResult Result, IReadOnlyDictionary<ClassifierTask, ClassifierRun> Runs) Run(CancellationToken cancellation)
    {
        var runs = recipe.CrossValidate(task => disjoint[task], ClassifierTask.All, seed, cancellation);
        return (EvaluationResults.Of(recipe.Photos, runs, seed, count, Shape(strict, cancellation), Shape(leaky, cancellation)), runs);
    }

    private ClassifierScores Shape(Split split, CancellationToken cancellation) =>
        Scorer.Score(recipe.CrossValidate(_ => split, [ClassifierTask.Shape], seed, cancellation)[ClassifierTask.Shape], seed);
}
