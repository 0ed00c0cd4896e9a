using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Models;

namespace FaceShape.Training.Conversion;

/// <summary>Builds the ONNX files of the three face-api.js networks from the npm package's weights.</summary>
/// <param name="packageFolder">The folder of <c>@vladmandic/face-api</c>, usually in <c>node_modules</c>.</param>
/// <param name="modelsFolder">The folder that holds <c>models.json</c> and gets the files.</param>
public sealed class ModelBuilder(string packageFolder, string modelsFolder)
{
    private const int BrotliQuality = 11;
    private const int BrotliWindow = 24;

    /// <summary>Builds all three and holds each against the catalogue before it is written.</summary>
    /// <param name="update">Takes what was built as the truth: rewrites the catalogue's three entries and keeps the others.</param>
    /// <param name="progress">Told after each model.</param>
    /// <param name="cancel">Stops between two models.</param>
    /// <returns>The three entries.</returns>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>: no package, or no catalogue; <see cref="ModelError.Corrupt"/>: damaged weights, or not those
    /// that the catalogue's SHA-256 was made from.
    /// </exception>
    public IReadOnlyList<ModelEntry> Build(
        bool update = false, IProgress<ModelBuildProgress>? progress = null, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(modelsFolder);
        var package = ReadPackage();
        var catalogue = update ? ReadOrBegin() : CatalogueFile.Read(modelsFolder);
        var entries = new List<ModelEntry>();
        foreach (var model in FaceApiModel.All)
        {
            cancel.ThrowIfCancellationRequested();
            var bytes = model.ToBytes(WeightsManifest.Read(Path.Combine(packageFolder, "model"), model.Name));
            entries.Add(update ? Describe(model, bytes, package, catalogue) : Check(catalogue.Find(model.Name), bytes, package));
            WriteWhole(Path.Combine(modelsFolder, entries[^1].File), bytes);
            progress?.Report(new(model.Name, entries.Count, FaceApiModel.All.Count));
        }

        if (update) CatalogueFile.Write(modelsFolder, Merge(catalogue, entries));
        return entries;
    }

    private static ModelEntry Check(ModelEntry entry, byte[] bytes, Package package)
    {
        var hash = Hash(bytes);
        return hash == entry.Sha256 ? entry : throw new ModelException(
            ModelError.Corrupt, entry.Name,
            $"built from {package.Name} {package.Version} has SHA-256 {hash}, but {CatalogueFile.Name} expects {entry.Sha256} "
            + $"(from {entry.Source}); run npm ci to get that version, or update the catalogue");
    }

    private static ModelEntry Describe(FaceApiModel model, byte[] bytes, Package package, ModelCatalogue catalogue)
    {
        // Brotli at its best takes a minute over all three, so a file that did not change keeps the size it was found to have.
        var hash = Hash(bytes);
        var same = catalogue.Models.FirstOrDefault(entry => entry.Name == model.Name && entry.Sha256 == hash);
        return new(
            model.Name, $"{model.Name}.onnx", hash, bytes.Length, same?.BrotliBytes ?? BrotliLength(bytes),
            $"{package.Name} {package.Version}", package.License, model.Inputs, model.Outputs);
    }

    private static ModelCatalogue Merge(ModelCatalogue catalogue, List<ModelEntry> entries) =>
        new([.. entries, .. catalogue.Models.Where(model => entries.All(entry => entry.Name != model.Name))]);

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static int BrotliLength(byte[] bytes)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var length, BrotliQuality, BrotliWindow)
            ? length
            : throw new InvalidOperationException("The brotli encoder's own bound was too small");
    }

    /// <summary>A reader sees the old file or the new one, never half of it, even when two builds run at once.</summary>
    internal static void WriteWhole(string path, byte[] bytes)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            File.WriteAllBytes(part, bytes);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private ModelCatalogue ReadOrBegin() =>
        File.Exists(Path.Combine(modelsFolder, CatalogueFile.Name)) ? CatalogueFile.Read(modelsFolder) : new([]);

    private Package ReadPackage()
    {
        var path = Path.Combine(packageFolder, "package.json");
        try
        {
            return JsonSerializer.Deserialize<Package>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelException(
                ModelError.Missing, FaceApiModel.All[0].Name, $"cannot be built: {path} cannot be read; run npm ci and try again", error);
        }
    }

    private sealed record Package(string Name, string Version, string License);
}
