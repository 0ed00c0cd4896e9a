using System.Text;
using FaceShape.Web.Building;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceShape.Web.Pages;

/// <summary>A page as it is written to the site.</summary>
/// <param name="Url">Address relative to the site's root.</param>
/// <param name="File">The file behind it.</param>
/// <param name="Html">UTF-8.</param>
internal sealed record RenderedPage(string Url, string File, byte[] Html);

/// <summary>What every page needs from the build.</summary>
/// <param name="Script">Address of the script, relative to the root; the others likewise.</param>
/// <param name="Style">Address of the styles.</param>
/// <param name="Icon">Address of the SVG icon.</param>
/// <param name="TouchIcon">Address of the 180-pixel icon.</param>
/// <param name="Facts">Figures to state.</param>
public sealed record PageContext(string Script, string Style, string Icon, string TouchIcon, SiteFacts Facts);

/// <summary>Renders the Razor pages to HTML.</summary>
internal static class PageRenderer
{
    private static readonly (string Url, string File, Type Page)[] Pages =
    [
        ("./", "index.html", typeof(Home)),
        ("how-it-works/", "how-it-works/index.html", typeof(HowItWorks)),
        ("privacy/", "privacy/index.html", typeof(Privacy)),
        ("404.html", "404.html", typeof(NotFound)),
    ];

    /// <summary>Renders all pages.</summary>
    public static async Task<IReadOnlyList<RenderedPage>> RenderAsync(PageContext context)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        List<RenderedPage> pages = [];
        foreach (var (url, file, page) in Pages)
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Site"] = context });
            var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(page, parameters)).ToHtmlString());
            pages.Add(new(url, file, Encoding.UTF8.GetBytes(html.ReplaceLineEndings("\n"))));
        }

        return pages;
    }
}
