using System.Security.Cryptography;
using System.Text;

namespace FaceShape.Training.Data;

/// <summary>
/// Features of photos on disk, one small file a photo, found by what went into them: the photo's bytes, how it was
/// prepared, and the networks. A file that is damaged or of another version counts as not there.
/// </summary>
/// <typeparam name="TFace">What is known of a face.</typeparam>
/// <param name="folder">Where; made when the first file is written.</param>
/// <param name="format">How a face is written.</param>
/// <param name="notKept">Told each time why a file could not be kept, from several threads; null for nobody.</param>
public sealed class FeatureCache<TFace>(string folder, IFaceFormat<TFace> format, Action<Exception>? notKept = null)
    where TFace : class
{
    private const int CheckLength = 16;

    private static ReadOnlySpan<byte> Magic => "FSF1"u8;

    /// <summary>Features by key; null when they are not there or damaged.</summary>
    public PhotoFeatures<TFace>? Find(string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(PathOf(key));
            var head = Magic.Length + CheckLength;
            if (bytes.Length <= head || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)) return null;
            var payload = bytes.AsSpan(head);
            if (!Check(payload).SequenceEqual(bytes.AsSpan(Magic.Length, CheckLength))) return null;
            using var reader = new BinaryReader(new MemoryStream(bytes, head, payload.Length));
            return Read(reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps features, where that can be; a reader sees either the whole file or none.</summary>
    public void Keep(string key, PhotoFeatures<TFace> features)
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true)) Write(writer, features);
        CacheFile.Keep(PathOf(key), [.. Magic, .. Check(payload.ToArray()), .. payload.ToArray()], notKept);
    }

    internal string PathOf(string key) => Path.Combine(folder, key[..2], key + ".bin");

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> payload) => SHA256.HashData(payload).AsSpan(0, CheckLength);

    private void Write(BinaryWriter writer, PhotoFeatures<TFace> features)
    {
        writer.Write(features.Problem ?? "");
        if (features.Face is { } face) format.Write(writer, face);
    }

    private PhotoFeatures<TFace> Read(BinaryReader reader)
    {
        var problem = reader.ReadString();
        return problem.Length > 0 ? new(null, problem) : new(format.Read(reader), null);
    }
}
