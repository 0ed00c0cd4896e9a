namespace FaceShape.Training.Evaluation;

/// <summary>What is measured of one recipe.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">Heading of its card.</param>
/// <param name="Description">What it learns from and how.</param>
/// <param name="Result">Nobody on both sides, all folders together; and a random split of them.</param>
/// <param name="Alone">Each folder alone, nobody on both sides.</param>
/// <param name="Unseen">Each folder by classifiers trained on the other folders, nobody on both sides.</param>
/// <param name="LeakyAlone">Each folder alone with a random split, as most published figures are made; never to be quoted as accuracy.</param>
public sealed record RecipeReport(
    string Name,
    string Title,
    string Description,
    EvaluationResult Result,
    IReadOnlyDictionary<string, ClassifierScores> Alone,
    IReadOnlyDictionary<string, ClassifierScores> Unseen,
    IReadOnlyDictionary<string, ClassifierScores> LeakyAlone);
