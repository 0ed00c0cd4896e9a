using System.Text.Json.Serialization;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Fairness;

namespace FaceShape.Training.Reporting;

/// <summary>Everything that is measured of the classifiers; written as <c>report.json</c>, from which report and cards are made.</summary>
/// <param name="Command">The command that made it.</param>
/// <param name="Seed">Of splits, training and intervals.</param>
/// <param name="Folds">Number of folds.</param>
/// <param name="Data">The photos.</param>
/// <param name="Recipes">The recipes, the one that is shipped by default first.</param>
/// <param name="Fairness">How readers treat groups of people; empty when no such folder was named.</param>
public sealed record AccuracyReport(
    string Command,
    int Seed,
    int Folds,
    DataFigures Data,
    IReadOnlyList<RecipeReport> Recipes,
    IReadOnlyList<FairnessFigures> Fairness)
{
    /// <summary>Whether the people of <see cref="Fairness"/> are the Face Research Lab London Set, of which the report knows how it was made.</summary>
    [JsonIgnore]
    public bool OfLondonSet { get; init; }
}
