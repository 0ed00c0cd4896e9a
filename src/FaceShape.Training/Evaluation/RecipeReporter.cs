using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Measures recipes in every way that the report shows.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="folds">Number of folds.</param>
/// <param name="seed">The same seed gives the same figures.</param>
internal sealed class RecipeReporter(LabelledFaces faces, int folds, int seed)
{
    private readonly CrossValidator validator = new(faces, folds, seed);
    private readonly Dictionary<string, Split> alone = Each(faces, new Splits(faces, folds, seed).Disjoint);
    private readonly Dictionary<string, Split> unseen = Each(faces, new Splits(faces, folds, seed).Unseen);
    private readonly Dictionary<string, Split> leaky = Each(faces, new Splits(faces, folds, seed).Leaky);

    /// <summary>How many times a classifier is trained.</summary>
    public int Trainings => validator.Trainings + alone.Values.Concat(unseen.Values).Concat(leaky.Values).Sum(split => split.Trainings);

    /// <summary>Measures one.</summary>
    public RecipeReport Report(IRecipe recipe, CancellationToken cancellation) => new(
        recipe.Name,
        recipe.Description,
        validator.Run(recipe, cancellation).Result,
        Score(recipe, alone, cancellation),
        Score(recipe, unseen, cancellation),
        Score(recipe, leaky, cancellation));

    private Dictionary<string, ClassifierScores> Score(IRecipe recipe, Dictionary<string, Split> splits, CancellationToken cancellation) =>
        splits.ToDictionary(
            source => source.Key,
            source => Scorer.Score(recipe.Run(ClassifierTask.Shape, source.Value, seed, cancellation), seed));

    // One folder alone is all of the photos: nothing that is not measured already.
    private static Dictionary<string, Split> Each(LabelledFaces faces, Func<ClassifierTask, string, Split?> split) => faces.Sources.Count < 2
        ? []
        : faces.Sources.Select(source => (source, Split: split(ClassifierTask.Shape, source))).Where(one => one.Split is not null)
            .ToDictionary(one => one.source, one => one.Split!);
}
