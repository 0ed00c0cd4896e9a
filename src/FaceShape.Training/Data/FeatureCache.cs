using System.Security.Cryptography;
using System.Text;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>
/// Features of photos on disk, one small file a photo, found by what went into them: the photo's bytes, how it was
/// prepared, and the networks. A file that is damaged or of another version counts as not there.
/// </summary>
/// <param name="folder">Where; made when the first file is written.</param>
public sealed class FeatureCache(string folder)
{
    private const int CheckLength = 16;

    private static ReadOnlySpan<byte> Magic => "FSF1"u8;

    /// <summary>The name under which features are kept.</summary>
    /// <param name="photo">Bytes of the photo's file.</param>
    /// <param name="preparation">Everything else the features depend on, in words.</param>
    public static string Key(ReadOnlySpan<byte> photo, string preparation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(photo));
        hash.AppendData(Encoding.UTF8.GetBytes(preparation));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Features by key; null when they are not there or damaged.</summary>
    public PhotoFeatures? Find(string key)
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

    /// <summary>Keeps features; a reader sees either the whole file or none.</summary>
    public void Keep(string key, PhotoFeatures features)
    {
        using var payload = new MemoryStream();
        using (var writer = new BinaryWriter(payload, Encoding.UTF8, leaveOpen: true)) Write(writer, features);
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Environment.CurrentManagedThreadId}.tmp";
        File.WriteAllBytes(unfinished, [.. Magic, .. Check(payload.ToArray()), .. payload.ToArray()]);
        File.Move(unfinished, path, overwrite: true);
    }

    internal string PathOf(string key) => Path.Combine(folder, key[..2], key + ".bin");

    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> payload) => SHA256.HashData(payload).AsSpan(0, CheckLength);

    private static void Write(BinaryWriter writer, PhotoFeatures features)
    {
        writer.Write(features.Problem ?? "");
        if (features.Face is not { } face) return;
        var box = face.Face.Box;
        foreach (var number in (double[])[box.X, box.Y, box.Width, box.Height, face.Face.Score]) writer.Write(number);
        foreach (var point in face.Landmarks.Points)
        {
            writer.Write(point.X);
            writer.Write(point.Y);
        }

        writer.Write(face.Descriptor.Length);
        foreach (var number in face.Descriptor) writer.Write(number);
    }

    private static PhotoFeatures Read(BinaryReader reader)
    {
        var problem = reader.ReadString();
        if (problem.Length > 0) return new(null, problem);
        var box = new Box(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var score = reader.ReadDouble();
        var points = new Point[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new(reader.ReadDouble(), reader.ReadDouble());
        var descriptor = new float[reader.ReadInt32()];
        for (var i = 0; i < descriptor.Length; i++) descriptor[i] = reader.ReadSingle();
        return new(new(new(box, score), new(points), descriptor), null);
    }
}
