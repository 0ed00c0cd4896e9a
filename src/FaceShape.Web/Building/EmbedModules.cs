using System.Text;
using System.Text.Json;
using FaceShape.Web.Languages;

namespace FaceShape.Web.Building;

/// <summary>
/// The modules for other people's pages. They lie at the root under names of their own, so that pages may name them, and find what
/// belongs to them by its hash.
/// </summary>
/// <param name="Module">faceshape.js.</param>
/// <param name="Element">element.js, which defines <c>&lt;face-shape&gt;</c>.</param>
/// <param name="Texts">What both say, by language.</param>
internal sealed record EmbedModules(SiteAsset Module, SiteAsset Element, IReadOnlyList<SiteAsset> Texts)
{
    /// <summary>Bundles and adds them.</summary>
    /// <param name="site">Where to.</param>
    /// <param name="bundler">Bundles.</param>
    /// <param name="workers">The reader's worker, and the decoder's.</param>
    /// <param name="runtime">What the reader's worker loads.</param>
    /// <param name="advice">Texts and drawings of the advice, by the code of the language.</param>
    /// <param name="translations">All texts.</param>
    public static async Task<EmbedModules> AddAsync(
        SiteFolder site, Bundler bundler, (SiteAsset Reader, SiteAsset Decoder) workers, RuntimeAssets runtime,
        IReadOnlyDictionary<string, SiteAsset> advice, IReadOnlyList<Translation> translations)
    {
        var texts = translations.ToDictionary(translation => translation.Language.Code, translation => Add(site, translation));
        var contents = JsonSerializer.Serialize(
            new { worker = workers.Reader.Url, decoder = workers.Decoder.Url, assets = runtime, texts, advice }, SiteJson.Options);
        var style = JsonSerializer.Serialize(Encoding.UTF8.GetString(await bundler.BundleAsync("styles/element.css")), SiteJson.Options);
        return new(
            site.AddFile("faceshape.js", await bundler.BundleAsync("client/embed/faceshape.ts", ("CONTENTS", contents))),
            site.AddFile("element.js", await bundler.BundleAsync("client/embed/element.ts", ("STYLE", style))),
            [.. texts.Values]);
    }

    /// <summary><c>Phrasebook</c> of client/embed/contents.ts.</summary>
    private static SiteAsset Add(SiteFolder site, Translation translation)
    {
        var (language, embed) = (translation.Language, translation.Embed.Json);
        var phrasebook = new
        {
            language = language.Code,
            language.Direction,
            words = translation.Page.Json,
            element = embed.GetProperty("element"),
            troubles = embed.GetProperty("troubles"),
        };
        var asset = site.AddAsset($"texts-{language.Code}", ".json", JsonSerializer.SerializeToUtf8Bytes(phrasebook, SiteJson.Options));
        return asset with { Language = language.Code };
    }
}
