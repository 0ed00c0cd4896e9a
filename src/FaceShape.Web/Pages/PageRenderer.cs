using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FaceShape.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceShape.Web.Pages;

/// <summary>A page as it is written to the site.</summary>
/// <param name="Url">Address relative to the site's root.</param>
/// <param name="File">The file behind it.</param>
/// <param name="Language">Its language.</param>
/// <param name="Html">UTF-8.</param>
internal sealed record RenderedPage(string Url, string File, Language Language, byte[] Html);

/// <summary>Renders the Razor pages to HTML.</summary>
internal static class PageRenderer
{
    private static readonly (string Path, Type Page, string? Shape)[] Pages =
    [
        ("", typeof(Home), null),
        ("how-it-works/", typeof(HowItWorks), null),
        ("privacy/", typeof(Privacy), null),
        ("accuracy/", typeof(AccuracyPage), null),
        ("models/", typeof(ModelsPage), null),
        ("embed/", typeof(Embed), null),
        .. Outline.All.Select(outline => ($"shapes/{outline.Name}/", typeof(Guide), (string?)outline.Name)),
    ];

    /// <summary>Renders all pages in all languages, and the one for addresses without a page in the first.</summary>
    public static async Task<IReadOnlyList<RenderedPage>> RenderAsync(SiteContext site, IReadOnlyList<Translation> translations)
    {
        // Letters of all languages are written as they are; only what HTML takes for its own is escaped.
        await using var services = new ServiceCollection().AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        List<RenderedPage> rendered = [];
        foreach (var translation in translations)
        {
            foreach (var (path, page, shape) in Pages)
            {
                var url = translation.Language.Folder + path;
                var html = await RenderAsync(renderer, page, new(site, translation, path), shape);
                rendered.Add(new(url.Length == 0 ? "./" : url, url + "index.html", translation.Language, html));
            }
        }

        var notFound = await RenderAsync(renderer, typeof(NotFound), new(site, translations[0], "", Anywhere: true), null);
        return [.. rendered, new("404.html", "404.html", translations[0].Language, notFound)];
    }

    private static async Task<byte[]> RenderAsync(HtmlRenderer renderer, Type page, PageContext context, string? shape)
    {
        var parameters = new Dictionary<string, object?> { ["Site"] = context };
        if (shape is not null) parameters["Shape"] = shape;
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(page, ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html.ReplaceLineEndings("\n"));
    }
}
