using System.IO.Compression;

namespace FaceShape.Web.Building;

/// <summary>Compresses at the best level, once for each content: later builds copy the result.</summary>
/// <param name="cache">Folder of results, by the SHA-256 of the content.</param>
internal sealed class Compressor(string cache)
{
    private const int BestQuality = 11;
    private const int LargestWindow = 24;

    /// <summary>Whether a file gets smaller: pictures are compressed already.</summary>
    public static bool Helps(string name) => Path.GetExtension(name) is not ".png";

    /// <summary>Writes <c>path.br</c> and <c>path.gz</c>, where they are smaller.</summary>
    /// <returns>Size of the brotli file, or of the content where compression does not help.</returns>
    public long Write(string path, byte[] content, string sha256)
    {
        var brotli = Cached(sha256 + ".br", content, Brotli);
        var gzip = Cached(sha256 + ".gz", content, Gzip);
        if (gzip.Length < content.Length) File.WriteAllBytes(path + ".gz", gzip);
        if (brotli.Length >= content.Length) return content.LongLength;
        File.WriteAllBytes(path + ".br", brotli);
        return brotli.LongLength;
    }

    private byte[] Cached(string name, byte[] content, Func<byte[], byte[]> compress)
    {
        var path = Path.Combine(cache, name);
        if (File.Exists(path)) return File.ReadAllBytes(path);
        Directory.CreateDirectory(cache);
        var compressed = compress(content);
        var partial = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(partial, compressed);
        File.Move(partial, path, overwrite: true);
        return compressed;
    }

    private static byte[] Brotli(byte[] content)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        return BrotliEncoder.TryCompress(content, compressed, out var written, BestQuality, LargestWindow)
            ? compressed[..written]
            : throw new SiteException($"brotli could not compress {content.Length} bytes");
    }

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize)) gzip.Write(content);
        return target.ToArray();
    }
}
