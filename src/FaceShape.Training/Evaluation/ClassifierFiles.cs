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

    /// <summary>Writes networks, figures and card, and enters the networks in the catalogue; other entries stay.</summary>
    /// <param name="models">Folder of models; made when it is not there, with a catalogue of the classifiers alone.</param>
    /// <param name="classifiers">The three.</param>
    /// <param name="figures">Their cross-validation.</param>
    /// <param name="recipe">How they were trained.</param>
    /// <param name="seed">The seed they were trained with.</param>
    public static TrainResult Write(
        string models, IReadOnlyList<ShippedClassifier> classifiers, EvaluationResult figures, IRecipe recipe, int seed)
    {
        var folder = Path.Combine(models, Folder);
        Directory.CreateDirectory(folder);
        List<string> files = [];
        foreach (var classifier in classifiers) Put($"{classifier.Task.Name}.onnx", classifier.Bytes);

        var abstainBelow = classifiers.Max(classifier => classifier.AbstainBelow ?? 0);
        var temperature = classifiers.ToDictionary(classifier => classifier.Task.Name, classifier => classifier.Temperature);
        var summary = EvaluationJson.ToIndentedJson(new { abstainBelow, temperature, seed, figures });
        Put("classifiers.json", Encoding.UTF8.GetBytes(summary));
        Put("README.md", Encoding.UTF8.GetBytes(ModelCard.Write(recipe.Name, recipe.Description, figures)));

        var known = File.Exists(Path.Combine(models, CatalogueFile.Name)) ? CatalogueFile.Read(models).Models : [];
        ModelEntry[] entries = [.. classifiers.Select(Describe)];
        CatalogueFile.Write(models, new([.. known.Where(old => entries.All(entry => entry.Name != old.Name)), .. entries]));
        files.Add(Path.Combine(models, CatalogueFile.Name));
        return new(files, abstainBelow, figures);

        void Put(string name, byte[] bytes)
        {
            var path = Path.Combine(folder, name);
            ModelBuilder.WriteWhole(path, bytes);
            files.Add(path);
        }
    }

    private static ModelEntry Describe(ShippedClassifier classifier) => new(
        classifier.Task.Name,
        $"{Folder}/{classifier.Task.Name}.onnx",
        ModelBuilder.Hash(classifier.Bytes),
        classifier.Bytes.Length,
        ModelBuilder.BrotliLength(classifier.Bytes),
        "faceshape train",
        "MIT",
        ClassifierGraph.Inputs,
        ClassifierGraph.Outputs(classifier.Task, classifier.AbstainBelow is not null));
}
