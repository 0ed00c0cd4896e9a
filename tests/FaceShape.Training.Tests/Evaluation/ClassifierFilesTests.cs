using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Evaluation;
using FaceShape.Training.Learning;
using FaceShape.Training.Tests.Data;

namespace FaceShape.Training.Tests.Evaluation;

public sealed class ClassifierFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_written_is_opened_by_its_hash_and_answers_as_it_was_trained_to()
    {
        Repository.Npm("onnxruntime-node");
        var faces = MadeUpFaces.Gathered();
        Write(faces);
        var result = await ShippedScorer.ScoreAsync(new NativeModelSource(folder.Path, 1), faces, 1, TestContext.Current.CancellationToken);
        Assert.Equal("as-shipped", result.Protocol);
        Assert.Null(result.Leaky);
        Assert.True(result.PerPhoto.Top1 > 0.9, $"top-1 {result.PerPhoto.Top1}");
        Assert.True(result.Length.PerPhoto.Top1 > 0.9, $"length {result.Length.PerPhoto.Top1}");
        Assert.InRange(result.Abstained, 0.01, 0.99);
    }

    [Fact]
    public void Entries_of_other_models_stay_in_the_catalogue()
    {
        var other = new ModelEntry("other", "other.onnx", new('0', 64), 1, 1, "elsewhere", "MIT", [], []);
        var old = other with { Name = ModelNames.JawClassifier };
        CatalogueFile.Write(folder.Path, new([other, old]));
        Write(MadeUpFaces.Gathered());
        var catalogue = CatalogueFile.Read(folder.Path);
        Assert.Equal(["other", "shape", "jaw", "length"], catalogue.Models.Select(model => model.Name));
        Assert.Equal("classifiers/jaw.onnx", catalogue.Find("jaw").File);
    }

    [Fact]
    public void The_card_says_the_figures_that_were_measured_and_what_they_are_not_for()
    {
        var result = Write(MadeUpFaces.Gathered());
        var card = File.ReadAllText(Path.Combine(folder.Path, "classifiers", "README.md"));
        var top1 = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * result.Figures.PerPhoto.Top1:0.0} %");
        Assert.Contains($"| shape | 240 | 60 | {top1} (", card, StringComparison.Ordinal);
        foreach (var word in new[] { "hiring", "health", "identifying", "random split" })
            Assert.Contains(word, card, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_card_of_other_peoples_photos_does_not_say_who_is_on_them()
    {
        Write(MadeUpFaces.Gathered());
        var card = File.ReadAllText(Path.Combine(folder.Path, "classifiers", "README.md"));
        Assert.Contains("**Who is on them** the program\ndoes not know", card, StringComparison.Ordinal);
        foreach (var word in new[] { "women", "magazine", "celebrit", "not published" })
            Assert.DoesNotContain(word, card, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_figures_are_the_json_that_other_programs_rely_on()
    {
        var result = Write(MadeUpFaces.Gathered());
        using var json = JsonDocument.Parse(result.Figures.ToJson());
        var root = json.RootElement;
        foreach (var name in new[] { "photos", "read", "people", "ece" }) Assert.Equal(JsonValueKind.Number, root.GetProperty(name).ValueKind);
        foreach (var name in new[] { "perPhoto", "perPerson" })
        {
            Assert.InRange(root.GetProperty(name).GetProperty("top1").GetDouble(), 0, 1);
            Assert.Equal(2, root.GetProperty(name).GetProperty("top2Interval").GetArrayLength());
        }

        Assert.Equal(10, root.GetProperty("coverage").GetArrayLength());
        Assert.Equal(2, root.GetProperty("coverage")[0].GetArrayLength());
        Assert.Equal(5, root.GetProperty("confusion").GetArrayLength());
        Assert.Equal(JsonValueKind.Object, root.GetProperty("notRead").ValueKind);
        Assert.Equal(JsonValueKind.Object, root.GetProperty("leaky").ValueKind);

        using var written = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "classifiers", "classifiers.json")));
        Assert.Equal(result.AbstainBelow, written.RootElement.GetProperty("abstainBelow").GetDouble());
        Assert.True(written.RootElement.GetProperty("temperature").GetProperty("jaw").GetDouble() > 0);
    }

    private TrainResult Write(FaceShape.Training.Data.LabelledFaces faces)
    {
        var recipe = new OriginalRecipe(faces, new() { Members = 2, Epochs = 20, LearningRate = 1e-2 }, 1);
        var (figures, runs) = new CrossValidator(recipe, 4, 1).Run(TestContext.Current.CancellationToken);
        runs = runs.ToDictionary(run => run.Key, run => run.Value with { Shipped = run.Value.Shipped with { Temperature = 1.1, AbstainBelow = 0.6 } });
        figures = figures with { Fitted = runs.ToDictionary(run => run.Key.Name, run => run.Value.Shipped) };
        return ClassifierFiles.Write(
            folder.Path, recipe.Words, PhotoWords.Unknown, recipe.Ship(runs, 1, TestContext.Current.CancellationToken), figures, 1);
    }
}
