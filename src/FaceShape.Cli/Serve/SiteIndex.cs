namespace FaceShape.Cli.Serve;

/// <summary>All files of a site by address. What is not in it is not there, so no address leads out of the folder.</summary>
internal sealed class SiteIndex
{
    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".wasm"] = "application/wasm",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".xml"] = "application/xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private readonly Dictionary<string, SiteFile> files = [];

    /// <summary>Lists a folder as it is now; a site that is built anew needs a new index.</summary>
    /// <param name="folder">A folder with an index.html.</param>
    /// <exception cref="SiteException">It is not there or not a site.</exception>
    public SiteIndex(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "index.html")))
            throw new SiteException($"There is no site in {folder}: build it with ./run, or name its folder");
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is ".br" or ".gz" && File.Exists(Path.ChangeExtension(path, null))) continue;
            var type = ContentTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
            files['/' + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')] =
                new(type, SiteFileBody.Of(path, null), Beside(path, ".br", "br"), Beside(path, ".gz", "gzip"));
        }
    }

    /// <summary>The file at an address; a folder stands for its index.html.</summary>
    public SiteFile? Find(string address) => files.GetValueOrDefault(address.EndsWith('/') ? address + "index.html" : address);

    /// <summary>Whether an address lacks only its closing slash.</summary>
    public bool IsFolder(string address) => files.ContainsKey(address + "/index.html");

    private static SiteFileBody? Beside(string path, string extension, string encoding) =>
        File.Exists(path + extension) ? SiteFileBody.Of(path + extension, encoding) : null;
}
