using System.Text;
using FaceShape.Training.Conversion;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Reporting.Charts;

namespace FaceShape.Training.Reporting;

/// <summary>Writes the report and everything that is made from its figures.</summary>
internal static class ReportFiles
{
    /// <summary>Writes <c>report.json</c>, <c>report.md</c>, <c>data.md</c>, and card and charts of each recipe.</summary>
    /// <param name="folder">Made when it is not there; files of the same names are replaced.</param>
    /// <param name="report">The figures.</param>
    /// <returns>Paths of the files.</returns>
    public static IReadOnlyList<string> Write(string folder, AccuracyReport report)
    {
        Directory.CreateDirectory(folder);
        List<string> files = [];
        var photos = PhotoWords.Of(report.Data.Sources.Select(source => KeyValuePair.Create(source.Name, source.Photos)));
        Put("report.json", EvaluationJson.ToRoundedJson(report));
        Put("report.md", ReportMarkdown.Write(report));
        Put("data.md", DataCard.Write(report, photos));
        foreach (var recipe in report.Recipes)
        {
            Put($"model-{recipe.Name}.md", ModelCard.Write(recipe.Title, recipe.Description, photos, recipe.Result));
            Put($"{recipe.Name}-reliability.svg", AccuracyCharts.Reliability(recipe.Result));
            Put($"{recipe.Name}-coverage.svg", AccuracyCharts.Coverage(recipe.Result));
            Put($"{recipe.Name}-confusion.svg", AccuracyCharts.Confusion(recipe.Result));
        }

        return files;

        void Put(string name, string text)
        {
            files.Add(Path.Combine(folder, name));
            ModelBuilder.WriteWhole(files[^1], Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
        }
    }
}
