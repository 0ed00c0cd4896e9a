using System.Security.Cryptography;
using System.Text;
using FaceShape.Inference;
using FaceShape.Insight;

namespace FaceShape.Web.Building;

/// <summary>The list of models, and what pages are told of it: where it will be, and who must have signed it.</summary>
internal sealed class SiteCatalogue
{
    private const string Name = "models.json";
    private const string SignatureName = Name + ".sig";

    private readonly byte[] bytes;
    private readonly byte[]? signature;

    private SiteCatalogue(byte[] bytes, byte[]? signature, string? key, ModelCatalogue catalogue) =>
        (this.bytes, this.signature, Key, Catalogue) = (bytes, signature, key, catalogue);

    /// <summary>What it says.</summary>
    public ModelCatalogue Catalogue { get; }

    /// <summary>The name of the models that answer.</summary>
    public string Answering => ModelId.OfSet([.. Catalogue.Models.Select(model => (model.Name, model.Sha256))]).ToString();

    /// <summary>The public key of those who must have signed it, base64; null where it need not be signed.</summary>
    public string? Key { get; }

    /// <summary>Whether pages look for a new one: there is something to try, or it must be signed, so there may be.</summary>
    public bool IsPublished => Catalogue.Challenger is not null || Key is not null;

    /// <summary>Reads it.</summary>
    /// <exception cref="SiteException">It is missing or damaged, or not signed with the key that must have signed it.</exception>
    public static SiteCatalogue Read(SiteOptions options)
    {
        var bytes = RuntimeAssets.Material(options.Models, Name);
        var file = Path.Combine(options.Models, SignatureName);
        var signature = File.Exists(file) ? File.ReadAllBytes(file) : null;
        var key = options.ModelsKey is { } pem ? CheckedKey(pem, bytes, signature) : null;
        return new(bytes, signature, key, RuntimeAssets.Parse<ModelCatalogue>(options.Models, Name));
    }

    /// <summary>Puts it into the site as it is. Whoever deploys replaces it there, so nothing compressed lies beside it.</summary>
    public void AddTo(SiteFolder site)
    {
        if (!IsPublished) return;
        site.AddPlain(Name, bytes);
        if (signature is not null) site.AddPlain(SignatureName, signature);
    }

    /// <summary>As <c>Site.catalogue</c> of client/site.ts; null where it is not published.</summary>
    public object? ForScripts() => IsPublished ? new { url = Name, signature = SignatureName, key = Key } : null;

    private static string CheckedKey(string file, byte[] catalogue, byte[]? signature)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new SiteException($"--models-key {file} holds no key ({error.Message}): make one with ./faceshape models keygen");
        }

        if (!IsSigned(key, catalogue, signature))
        {
            throw new SiteException(
                $"{Name} is not signed with {file}: run ./faceshape models sign, or fetch the models anew from where you trust");
        }

        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static bool IsSigned(ECDsa key, byte[] catalogue, byte[]? signature)
    {
        try
        {
            return signature is not null
                && key.VerifyData(catalogue, Convert.FromBase64String(Encoding.ASCII.GetString(signature)), HashAlgorithmName.SHA256);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
