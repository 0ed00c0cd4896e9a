using System.Security.Cryptography;

namespace FaceShape.Web.Building;

/// <summary>The site while it is built: writes files, compressed beside the plain one, and names assets by their hash.</summary>
/// <param name="root">An empty folder.</param>
/// <param name="compressor">Makes the .br and .gz files.</param>
internal sealed class SiteFolder(string root, Compressor compressor)
{
    /// <summary>The folder of everything that never changes under its name.</summary>
    public const string Assets = "assets";

    /// <summary>Adds a file under a name that carries its hash.</summary>
    /// <param name="stem">What comes before the hash.</param>
    /// <param name="extension">What comes after it, with its dot.</param>
    /// <param name="content">The bytes.</param>
    public SiteAsset AddAsset(string stem, string extension, byte[] content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return Write($"{Assets}/{stem}.{sha256[..12]}{extension}", content, sha256);
    }

    /// <summary>Adds a file under its own name.</summary>
    /// <param name="url">Address relative to the site's root.</param>
    /// <param name="content">The bytes.</param>
    public SiteAsset AddFile(string url, byte[] content) =>
        Write(url, content, Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>
    /// Adds a file under its own name with nothing compressed beside it, which whoever replaces it would have to replace too.
    /// </summary>
    /// <param name="url">Address relative to the site's root.</param>
    /// <param name="content">The bytes.</param>
    public void AddPlain(string url, byte[] content) => File.WriteAllBytes(Path.Combine(root, url), content);

    /// <summary>The bytes of a file that was added.</summary>
    public byte[] Read(SiteAsset asset) => File.ReadAllBytes(PathOf(asset.Url));

    private SiteAsset Write(string url, byte[] content, string sha256)
    {
        var path = PathOf(url);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        var brotli = Compressor.Helps(url) ? compressor.Write(path, content, sha256) : content.LongLength;
        return new(url, content.LongLength, brotli, sha256);
    }

    private string PathOf(string url) => Path.Combine(root, url.Replace('/', Path.DirectorySeparatorChar));
}
