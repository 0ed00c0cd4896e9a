using System.Text;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Training.Conversion;
using FaceShape.Training.Learning;

namespace FaceShape.Training.Evaluation;

/// <summary>Writes trained classifiers beside the figures they earned.</summary>
internal static class ClassifierFiles
{
    /// <summary>Folder of the classifiers in a folder of models.</summary>
    public const string Folder = "classifiers";

    /// <summary>The list that new networks will be entered in; empty where there is none. It need not be signed: what is entered voids a signature.</summary>
    /// <param name="models">Folder of models.</param>
    /// <exception cref="FaceShape.Inference.ModelException">The list is damaged: found out before hours of work, and before anything is overwritten.</exception>
    public static ModelCatalogue Known(string models) =>
        File.Exists(Path.Combine(models, CatalogueFile.Name)) ? CatalogueFile.Read(models, key: null) : new([]);

    /// <summary>Writes networks, figures and card, and enters the networks in the catalogue; other entries stay.</summary>
    /// <param name="models">Folder of models; made when it is not there, with a catalogue of the classifiers alone.</param>
    /// <param name="words">What the card says about the recipe, and how card and figures are called.</param>
    /// <param name="photos">What the card says about the photos that they learnt from.</param>
    /// <param name="shipped">The networks.</param>
    /// <param name="figures">Their cross-validation, with what it taught about calibration.</param>
    /// <param name="seed">The seed they were trained with.</param>
    public static TrainResult Write(
        string models,
        RecipeWords words,
        PhotoWords photos,
        IReadOnlyList<ShippedModel> shipped,
        EvaluationResult figures,
        int seed)
    {
        var known = Known(models);
        var folder = Path.Combine(models, Folder);
        Directory.CreateDirectory(folder);
        List<string> files = [];
        foreach (var model in shipped) Put($"{model.Name}.onnx", model.Bytes);

        var (_, abstainBelow, likelyFrom) = figures.Fitted![ClassifierTask.Shape.Name];
        var temperature = figures.Fitted.ToDictionary(task => task.Key, task => task.Value.Temperature);
        var summary = EvaluationJson.ToIndentedJson(new { abstainBelow, likelyFrom, temperature, seed, figures });
        Put(words.File.Length == 0 ? "classifiers.json" : $"{words.File}.json", Encoding.UTF8.GetBytes(summary));
        Put(words.File.Length == 0 ? "README.md" : $"{words.File}.md", Encoding.UTF8.GetBytes(ModelCard.Write(words.Title, $"They read {words.Seen}.\n{words.Training.Trim()}", photos, figures)));

        ModelEntry[] entries = [.. shipped.Select(Describe)];
        var others = known.Models.Where(old => entries.All(entry => entry.Name != old.Name));
        CatalogueFile.Write(models, known with { Models = [.. others, .. entries] });
        files.Add(Path.Combine(models, CatalogueFile.Name));
        return new(files, abstainBelow, figures);

        void Put(string name, byte[] bytes)
        {
            var path = Path.Combine(folder, name);
            ModelBuilder.WriteWhole(path, bytes);
            files.Add(path);
        }
    }

    private static ModelEntry Describe(ShippedModel model) => new(
        model.Name,
        $"{Folder}/{model.Name}.onnx",
        ModelBuilder.Hash(model.Bytes),
        model.Bytes.Length,
        ModelBuilder.BrotliLength(model.Bytes),
        "faceshape train",
        "MIT",
        model.Inputs,
        model.Outputs);
}
