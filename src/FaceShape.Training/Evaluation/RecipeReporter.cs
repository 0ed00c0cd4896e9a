using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Measures a recipe in every way that the report shows.</summary>
/// <param name="recipe">Photos, and how classifiers are trained on them.</param>
/// <param name="folds">Number of folds.</param>
/// <param name="seed">The same seed gives the same figures.</param>
/// <exception cref="DatasetException">There are too few people or labels.</exception>
internal sealed class RecipeReporter(IRecipe recipe, int folds, int seed)
{
    private readonly CrossValidator validator = new(recipe, folds, seed);
    private readonly Dictionary<string, Split> alone = Each(recipe.Photos, new Splits(recipe.Photos, folds, seed).Disjoint);
    private readonly Dictionary<string, Split> unseen = Each(recipe.Photos, new Splits(recipe.Photos, folds, seed).Unseen);
    private readonly Dictionary<string, Split> leaky = Each(recipe.Photos, new Splits(recipe.Photos, folds, seed).Leaky);

    /// <summary>How many networks are trained.</summary>
    public int Networks => validator.Networks + alone.Values.Concat(unseen.Values).Concat(leaky.Values).Sum(split => recipe.Networks(1, split));

    /// <summary>Measures it.</summary>
    public RecipeReport Report(CancellationToken cancellation) => new(
        recipe.Words.Name,
        recipe.Words.Title,
        $"They read {recipe.Words.Seen}.\n{recipe.Words.Training.Trim()}",
        validator.Run(cancellation).Result,
        Score(alone, cancellation),
        Score(unseen, cancellation),
        Score(leaky, cancellation));

    private Dictionary<string, ClassifierScores> Score(Dictionary<string, Split> splits, CancellationToken cancellation) => splits.ToDictionary(
        source => source.Key,
        source => Scorer.Score(recipe.CrossValidate(_ => source.Value, [ClassifierTask.Shape], seed, cancellation)[ClassifierTask.Shape], seed));

    // One folder alone is all of the photos: nothing that is not measured already.
    private static Dictionary<string, Split> Each(ReadPhotos photos, Func<ClassifierTask, string, Split?> split) => photos.Sources.Count < 2
        ? []
        : photos.Sources.Select(source => (source, Split: split(ClassifierTask.Shape, source))).Where(one => one.Split is not null)
            .ToDictionary(one => one.source, one => one.Split!);
}
