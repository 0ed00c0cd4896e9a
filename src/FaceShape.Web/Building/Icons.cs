using System.Text;
using System.Text.Json;

namespace FaceShape.Web.Building;

/// <summary>The icons and the manifest that names them.</summary>
/// <param name="Svg">For browser tabs.</param>
/// <param name="Touch">For home screens that read no manifest, 180 pixels.</param>
/// <param name="Manifest">manifest.webmanifest.</param>
internal sealed record Icons(SiteAsset Svg, SiteAsset Touch, SiteAsset Manifest)
{
    private const string Drawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="15" fill="#2a3bd1"/><path d="M32 11C44 11 50 19 49 31C48 43 41 53 32 53S16 43 15 31C14 19 20 11 32 11Z" fill="none" stroke="#f6f5f1" stroke-width="5"/></svg>

        """;

    /// <summary>Draws and adds them.</summary>
    public static Icons Add(SiteFolder site)
    {
        var svg = site.AddAsset("icon", ".svg", Encoding.UTF8.GetBytes(Drawing));
        SiteAsset Drawn(string name, int side, double scale) => site.AddAsset(name, ".png", AppIcon.Draw(side, scale));
        object Entry(SiteAsset asset, int side, string purpose) =>
            new { src = asset.Url, sizes = $"{side}x{side}", type = "image/png", purpose };
        var manifest = new
        {
            id = "./",
            name = "FaceShape",
            short_name = "FaceShape",
            description = "Reads the shape of a face from a photo, on your own device.",
            lang = "en",
            start_url = "./",
            scope = "./",
            display = "standalone",
            background_color = "#f6f5f1",
            theme_color = "#f6f5f1",
            categories = new[] { "lifestyle", "photo", "utilities" },
            icons = new[]
            {
                Entry(Drawn("icon-192", 192, 0.36), 192, "any"),
                Entry(Drawn("icon-512", 512, 0.36), 512, "any"),
                Entry(Drawn("icon-maskable-512", 512, 0.3), 512, "maskable"),
            },
        };
        return new(
            svg,
            Drawn("icon-180", 180, 0.36),
            site.AddFile("manifest.webmanifest", JsonSerializer.SerializeToUtf8Bytes(manifest, SiteJson.Options)));
    }
}
