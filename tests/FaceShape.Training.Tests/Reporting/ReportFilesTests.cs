using System.Text.Json;
using System.Xml.Linq;
using FaceShape.Testing;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Fairness;
using FaceShape.Training.Protocol;
using FaceShape.Training.Reporting;
using FaceShape.Training.Tests.Data;
using FaceShape.Training.Tests.Evaluation;

namespace FaceShape.Training.Tests.Reporting;

public sealed class ReportFilesTests : IDisposable
{
    private static readonly AccuracyReport Report = Make();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_protocol_is_measured_on_the_people_it_is_about()
    {
        var recipe = Assert.Single(Report.Recipes);
        Assert.Equal(["even", "odd"], recipe.Alone.Keys);
        Assert.Equal(["even", "odd"], recipe.Unseen.Keys);
        Assert.Equal(["even", "odd"], recipe.LeakyAlone.Keys);
        Assert.All(recipe.Alone.Values.Concat(recipe.Unseen.Values), scores => Assert.Equal((120, 30), (scores.Read, scores.People)));
        Assert.True(recipe.Unseen["odd"].PerPhoto.Top1 > 0.6, $"{recipe.Unseen["odd"].PerPhoto.Top1}");
    }

    [Fact]
    public void Report_cards_and_json_say_the_same_figures()
    {
        var files = ReportFiles.Write(folder.Path, Report);
        Assert.All(files, file => Assert.True(File.Exists(file)));
        using var json = JsonDocument.Parse(Text("report.json"));
        var top1 = json.RootElement.GetProperty("recipes")[0].GetProperty("result").GetProperty("perPhoto").GetProperty("top1").GetDouble();
        Assert.Equal(Report.Recipes[0].Result.PerPhoto.Top1, top1, 5);
        var share = FigureText.Share(Report.Recipes[0].Result.PerPhoto.Top1, Report.Recipes[0].Result.PerPhoto.Top1Interval);
        Assert.Contains(share, Text("report.md"), StringComparison.Ordinal);
        Assert.Contains($"| shape | 240 | 60 | {share}", Text("model-original.md"), StringComparison.Ordinal);
        Assert.Contains("| even | 0 | 120 | 120 | 30 | 30 |", Text("data.md"), StringComparison.Ordinal);
        foreach (var word in new[] { "Who is on them", "opinion" }) Assert.Contains(word, Text("data.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("Women only", Text("data.md") + Text("model-original.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_London_set_is_called_so()
    {
        GroupFigures all = new("all", "", 7, new(1, [1, 1]), new(0, [0, 0]), new(0, [0, 0]), 0.5, new Dictionary<string, int>());
        var report = Report with { Fairness = [new("light", [all], new Dictionary<string, int>(), [])] };
        ReportFiles.Write(folder.Path, report);
        Assert.Contains("7 people of a folder with a table", Text("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("London", Text("report.md"), StringComparison.Ordinal);

        ReportFiles.Write(folder.Path, report with { OfLondonSet = true });
        Assert.Contains("7 adults of the Face Research Lab London Set", Text("report.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("ofLondonSet", Text("report.json"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_committed_report_says_of_the_London_set_what_is_known_of_it() => Assert.Contains(
        $" {FairnessMarkdown.London}\n", File.ReadAllText(Repository.Path("docs", "accuracy", "report.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void Each_source_alone_stands_beside_all_of_them()
    {
        ReportFiles.Write(folder.Path, Report);
        var recipe = Report.Recipes[0];
        var half = new[] { recipe.Result, recipe.Alone["even"], recipe.Alone["odd"] }.Select(scores => FigureText.Share(scores.PerPhoto.MostConfidentHalf));
        Assert.Contains("|  | all sources | even alone | odd alone |", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains($"| right among the most confident half | {string.Join(" | ", half)} |", Text("report.md"), StringComparison.Ordinal);

        ReportFiles.Write(folder.Path, Report with { Recipes = [recipe with { Alone = new Dictionary<string, ClassifierScores>() }] });
        Assert.DoesNotContain("Each source alone", Text("report.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_photos_are_told_list_by_list_too()
    {
        ReportFiles.Write(folder.Path, Report);
        var result = Report.Recipes[0].Result;
        var pooled = new[] { result, result.Sources["even"], result.Sources["odd"] }.Select(scores => FigureText.Share(scores.SamePerson?.PerPerson));
        Assert.Contains("|  | all sources | of these, photos of even | of these, photos of odd |", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains($"| two photos of a person, the same first answer; each person counts once | {string.Join(" | ", pooled)} |", Text("report.md"), StringComparison.Ordinal);

        ReportFiles.Write(folder.Path, Report with { Recipes = [Report.Recipes[0] with { Result = result with { Sources = new Dictionary<string, ClassifierScores>() } }] });
        Assert.DoesNotContain("list by list", Text("report.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_photos_are_told_of_where_people_have_photos_enough()
    {
        var result = Report.Recipes[0].Result;
        Write([]);
        Assert.DoesNotContain("photos in each group", Text("report.md"), StringComparison.Ordinal);
        Write([new(1, 7, new(0.5, [0.4, 0.6])), new(3, 7, new(0.75, [0.7, 0.8]))]);
        Assert.Contains("7 people have at least 6 photos", Text("report.md"), StringComparison.Ordinal);
        Assert.Contains("| 3 | 75.0 % (70.0 to 80.0) |", Text("report.md"), StringComparison.Ordinal);

        void Write(IReadOnlyList<FusedAgreement> groups) =>
            ReportFiles.Write(folder.Path, Report with { Recipes = [Report.Recipes[0] with { Result = result with { FusedAgreement = groups } }] });
    }

    [Fact]
    public void Leaky_figures_are_named_so_wherever_they_stand()
    {
        ReportFiles.Write(folder.Path, Report);
        Assert.Equal(3, Text("report.md").Split('\n').Count(line => line.StartsWith("| **leaky**", StringComparison.Ordinal)));
    }

    [Fact]
    public void Charts_are_pictures_without_script()
    {
        foreach (var file in ReportFiles.Write(folder.Path, Report).Where(file => file.EndsWith(".svg", StringComparison.Ordinal)))
        {
            var svg = XDocument.Load(file).Root!;
            Assert.Equal("svg", svg.Name.LocalName);
            Assert.NotEmpty(svg.Attribute("aria-label")!.Value);
            Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
            Assert.DoesNotContain("NaN", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_same_figures_give_the_same_bytes()
    {
        ReportFiles.Write(folder.Path, Report);
        var first = Text("report.json");
        ReportFiles.Write(folder.Path, Make());
        Assert.Equal(first, Text("report.json"));
    }

    private string Text(string name) => File.ReadAllText(Path.Combine(folder.Path, name));

    private static AccuracyReport Make()
    {
        var faces = MadeUpFaces.Gathered();
        var duplicates = new Duplicates(new Dictionary<string, int>(), 0, 0, 0);
        var recipe = new RecipeReporter(CrossValidatorTests.Recipe(faces), 4, 1).Report(TestContext.Current.CancellationToken);
        return new("faceshape evaluate even odd", 1, 4, DataFigures.Of(faces.Photos, duplicates, faces), [recipe], []);
    }
}
