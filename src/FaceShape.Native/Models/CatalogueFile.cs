using System.Text.Json;
using FaceShape.Inference;

namespace FaceShape.Native.Models;

/// <summary>Reads and writes <c>models.json</c>.</summary>
public static class CatalogueFile
{
    /// <summary>The catalogue's file name.</summary>
    public const string Name = "models.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a catalogue.</summary>
    /// <param name="folder">The folder that holds <c>models.json</c>.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Missing"/> or <see cref="ModelError.Corrupt"/>.</exception>
    public static ModelCatalogue Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return JsonSerializer.Deserialize<ModelCatalogue>(File.ReadAllBytes(path), Options)
                ?? throw new ModelException(ModelError.Corrupt, Name, $"at {path} is empty");
        }
        catch (JsonException error)
        {
            throw new ModelException(ModelError.Corrupt, Name, $"at {path} cannot be read: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ModelError.Missing, Name, $"is not in {folder}; name the folder of the models with --models", error);
        }
    }

    /// <summary>Writes a catalogue; the same catalogue gives the same bytes.</summary>
    public static void Write(string folder, ModelCatalogue catalogue) =>
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(catalogue, Options) + "\n");
}
