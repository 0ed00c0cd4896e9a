using System.IO.Compression;
using System.Security.Cryptography;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Building;

public sealed class SiteFolderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 50))];

    private readonly string folder = Directory.CreateTempSubdirectory("faceshape folder ").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_asset_is_named_by_its_hash_and_its_sizes_are_those_of_the_files()
    {
        var asset = Site().AddAsset("model", ".onnx", Content);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Content));
        Assert.Equal($"assets/model.{sha256[..12]}.onnx", asset.Url);
        Assert.Equal(sha256, asset.Sha256);
        Assert.Equal(Content.Length, asset.Bytes);
        Assert.Equal(new FileInfo(InSite(asset.Url + ".br")).Length, asset.Brotli);
        Assert.Equal(Content, File.ReadAllBytes(InSite(asset.Url)));
    }

    [Fact]
    public void The_compressed_files_hold_the_same_bytes()
    {
        var path = InSite(Site().AddFile("a/page.html", Content).Url);
        Assert.Equal(Content, Unpacked(new BrotliStream(File.OpenRead(path + ".br"), CompressionMode.Decompress)));
        Assert.Equal(Content, Unpacked(new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress)));
    }

    [Fact]
    public void What_does_not_get_smaller_is_left_plain()
    {
        var noise = new byte[500];
        new Random(1).NextBytes(noise);
        var asset = Site().AddFile("noise.bin", noise);
        Assert.Equal(500, asset.Brotli);
        Assert.False(File.Exists(InSite("noise.bin.br")));
        Assert.False(File.Exists(InSite("noise.bin.gz")));
    }

    [Fact]
    public void A_second_build_takes_compressed_files_from_the_cache()
    {
        var asset = Site().AddFile("page.html", Content);
        var kept = Path.Combine(folder, "cache", asset.Sha256 + ".br");
        File.WriteAllBytes(kept, [1, 2, 3]);
        Assert.Equal(3, Site().AddFile("page.html", Content).Brotli);
    }

    private SiteFolder Site() => new(Path.Combine(folder, "site"), new Compressor(Path.Combine(folder, "cache")));

    private string InSite(string url) => Path.Combine(folder, "site", url);

    private static byte[] Unpacked(Stream stream)
    {
        using var target = new MemoryStream();
        using (stream) stream.CopyTo(target);
        return target.ToArray();
    }
}
