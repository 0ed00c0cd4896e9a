using System.Security.Cryptography;
using FaceShape.Inference;

namespace FaceShape.Native.Models;

/// <summary>
/// Says whose catalogue it is: ECDSA on P-256 with SHA-256 over the bytes of <c>models.json</c>, in <c>models.json.sig</c> as base64 of
/// r and s, which browsers verify without any library. Where no key is configured, catalogues need no signature.
/// </summary>
public static class CatalogueSignature
{
    /// <summary>The signature's file name.</summary>
    public const string Name = CatalogueFile.Name + ".sig";

    /// <summary>
    /// The environment's name of a file with the public key of those who are trusted, as <c>faceshape models keygen</c> writes it.
    /// </summary>
    public const string KeyVariable = "FACESHAPE_MODELS_KEY";

    /// <summary>The key that the environment names; null where it names none.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Untrusted"/>: it names what is no key, so nobody can be trusted.</exception>
    public static ECDsa? TrustedKey() => Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } file ? ReadKey(file) : null;

    /// <summary>Reads a key, private or public.</summary>
    /// <param name="file">PEM.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Untrusted"/>: it is no key on P-256, or cannot be read.</exception>
    public static ECDsa ReadKey(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value) return key;
            throw new CryptographicException("it is on another curve than P-256");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new ModelException(
                ModelError.Untrusted, CatalogueFile.Name,
                $"cannot be checked: {file} holds no key ({error.Message}); make one with `faceshape models keygen`", error);
        }
    }

    /// <summary>Reads a key that can sign: found out before anything is changed for the signature.</summary>
    /// <param name="file">PEM.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Untrusted"/>: it is no key on P-256, has no private half, or cannot be read.</exception>
    public static ECDsa ReadPrivateKey(string file)
    {
        var key = ReadKey(file);
        try
        {
            key.SignData([], HashAlgorithmName.SHA256);
            return key;
        }
        catch (CryptographicException error)
        {
            key.Dispose();
            throw IsPublic(error);
        }
    }

    /// <summary>Signs a folder's catalogue as it is.</summary>
    /// <param name="folder">The folder of <c>models.json</c>.</param>
    /// <param name="key">With its private half.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Untrusted"/>: the key has no private half.</exception>
    public static void Sign(string folder, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            var signature = key.SignData(File.ReadAllBytes(Path.Combine(folder, CatalogueFile.Name)), HashAlgorithmName.SHA256);
            File.WriteAllText(Path.Combine(folder, Name), Convert.ToBase64String(signature) + "\n");
        }
        catch (CryptographicException error)
        {
            throw IsPublic(error);
        }
    }

    /// <summary>Makes sure that a catalogue is what was signed.</summary>
    /// <param name="folder">The folder of <c>models.json</c>.</param>
    /// <param name="catalogue">The bytes that were read from it.</param>
    /// <param name="key">Who is trusted.</param>
    /// <exception cref="ModelException"><see cref="ModelError.Untrusted"/>: it is not signed, or by somebody else, or was changed.</exception>
    public static void Check(string folder, ReadOnlySpan<byte> catalogue, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string text;
        try
        {
            text = File.ReadAllText(Path.Combine(folder, Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Untrusted(folder, "is not signed");
        }

        if (!key.VerifyData(catalogue, Decode(text), HashAlgorithmName.SHA256))
            throw Untrusted(folder, "is not what its makers signed: somebody changed it");
    }

    private static ModelException IsPublic(Exception error) =>
        new(ModelError.Untrusted, CatalogueFile.Name, "cannot be signed with a public key: name the private one", error);

    private static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? bytes[..length] : [];
    }

    private static ModelException Untrusted(string folder, string what) => new(
        ModelError.Untrusted, CatalogueFile.Name,
        $"in {folder} {what}, so none of these models is used; fetch them anew from where you trust, or, if you changed the list "
        + "yourself, sign it with `faceshape models sign`");
}
