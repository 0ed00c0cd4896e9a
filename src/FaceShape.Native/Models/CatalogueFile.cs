using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceShape.Inference;
using FaceShape.Insight;

namespace FaceShape.Native.Models;

/// <summary>Reads and writes <c>models.json</c>.</summary>
public static class CatalogueFile
{
    /// <summary>The catalogue's file name.</summary>
    public const string Name = "models.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IndentSize = 2,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a catalogue; where the environment names a key, only one that is signed with it.</summary>
    /// <param name="folder">The folder that holds <c>models.json</c>.</param>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>, <see cref="ModelError.Corrupt"/> or <see cref="ModelError.Untrusted"/>.
    /// </exception>
    public static ModelCatalogue Read(string folder)
    {
        using var key = CatalogueSignature.TrustedKey();
        return Read(folder, key);
    }

    /// <summary>Reads a catalogue.</summary>
    /// <param name="folder">The folder that holds <c>models.json</c>.</param>
    /// <param name="key">Who must have signed it; null takes it unsigned.</param>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Missing"/>, <see cref="ModelError.Corrupt"/> or <see cref="ModelError.Untrusted"/>.
    /// </exception>
    public static ModelCatalogue Read(string folder, ECDsa? key)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (key is not null) CatalogueSignature.Check(folder, bytes, key);
            var catalogue = JsonSerializer.Deserialize<ModelCatalogue>(bytes, Options)
                ?? throw new ModelException(ModelError.Corrupt, Name, $"at {path} is empty");
            if (catalogue.Challenger is { } challenger) Check(challenger, path);
            return catalogue;
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

    /// <summary>Writes a catalogue; the same catalogue gives the same bytes. A signature of the one before goes.</summary>
    public static void Write(string folder, ModelCatalogue catalogue)
    {
        File.Delete(Path.Combine(folder, CatalogueSignature.Name));
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(catalogue, Options) + "\n");
    }

    private static void Check(Challenger challenger, string path)
    {
        if (challenger.Share is < 0 or > 100) throw Corrupt($"gives its challenger {challenger.Share} of 100 devices");
        try
        {
            ModelId.Of(challenger.Name);
        }
        catch (FormatException error)
        {
            throw Corrupt($"does not name its challenger by twelve digits: {error.Message}", error);
        }

        ModelException Corrupt(string what, Exception? inner = null) => new(ModelError.Corrupt, Name, $"at {path} {what}", inner);
    }
}
