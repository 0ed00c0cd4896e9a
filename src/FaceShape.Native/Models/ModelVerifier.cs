using System.Security.Cryptography;
using FaceShape.Inference;

namespace FaceShape.Native.Models;

/// <summary>Whether a model's file is the one that the catalogue means.</summary>
public enum ModelState
{
    /// <summary>Size and SHA-256 are those of the catalogue.</summary>
    Ok,

    /// <summary>There is no such file, or it may not be read.</summary>
    Missing,

    /// <summary>Size or SHA-256 differ.</summary>
    Corrupt,
}

/// <summary>What verifying one model found.</summary>
/// <param name="Entry">The catalogue's entry.</param>
/// <param name="State">The finding.</param>
/// <param name="Path">The file.</param>
/// <param name="ActualSha256">SHA-256 of the file's bytes, lower-case hexadecimal; null when missing.</param>
/// <param name="ActualBytes">Size of the file; 0 when missing.</param>
public sealed record ModelVerification(ModelEntry Entry, ModelState State, string Path, string? ActualSha256, long ActualBytes)
{
    /// <summary>The error that a missing or corrupt file deserves; it says what to do.</summary>
    /// <exception cref="InvalidOperationException">The model is all right.</exception>
    public ModelException ToException() => State switch
    {
        ModelState.Missing => new(ModelError.Missing, Entry.Name, $"is not at {Path}; {Remedy(again: false)}"),
        ModelState.Corrupt => new(
            ModelError.Corrupt,
            Entry.Name,
            $"at {Path} is damaged: SHA-256 {Entry.Sha256} and {Entry.Bytes} bytes expected, "
            + $"{ActualSha256} and {ActualBytes} bytes found; {Remedy(again: true)}"),
        _ => throw new InvalidOperationException($"Model {Entry.Name} is as the catalogue says"),
    };

    /// <summary>Where models that are tried lie in a folder of models.</summary>
    public const string ChallengerFolder = "challenger/";

    private string Remedy(bool again) => Entry.Name switch
    {
        _ when Entry.File.StartsWith(ChallengerFolder, StringComparison.Ordinal) =>
            "name the challenger anew with `faceshape models challenge`",
        ModelNames.LightClassifiers or ModelNames.JawClassifier or ModelNames.LengthClassifier or ModelNames.ShapeClassifier =>
            "it comes with the repository: restore it from there, or run `faceshape train`",
        ModelNames.FaceOutline => "it comes with the repository: restore it from there, or run `faceshape train-outline`",
        _ => again ? "run `faceshape models build` again" : "run `faceshape models build`",
    };
}

/// <summary>Holds model files against the catalogue.</summary>
public static class ModelVerifier
{
    /// <summary>Reads and checks one model.</summary>
    /// <param name="folder">The folder of the catalogue.</param>
    /// <param name="entry">The model.</param>
    public static ModelVerification Verify(string folder, ModelEntry entry) => Read(folder, entry).Verification;

    /// <summary>As <see cref="Verify"/>, with the bytes that were checked; they are empty when the file is missing.</summary>
    internal static (ModelVerification Verification, byte[] Bytes) Read(string folder, ModelEntry entry)
    {
        var path = Path.Combine(folder, entry.File.Replace('/', Path.DirectorySeparatorChar));
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (new(entry, ModelState.Missing, path, null, 0), []);
        }

        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var same = bytes.LongLength == entry.Bytes && actual == entry.Sha256;
        return (new(entry, same ? ModelState.Ok : ModelState.Corrupt, path, actual, bytes.LongLength), bytes);
    }
}
