using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaceShape.Web.Illustrations;
using FaceShape.Web.Languages;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Building;

/// <summary>Builds the site beside the old one and then takes its place, so a failed build leaves what was there.</summary>
internal static class SiteBuilder
{
    /// <summary>Builds the site.</summary>
    /// <returns>What a first visit downloads, by file.</returns>
    /// <exception cref="SiteException">A step failed.</exception>
    public static async Task<string> BuildAsync(SiteOptions options)
    {
        var partial = options.Out + ".partial";
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);

        var site = new SiteFolder(partial, new Compressor(options.Cache));
        var translations = Translation.ReadAll(options.Source);
        Drawing.MustCoverCatalogue();
        var bundler = new Bundler(options.Source, options.Npm);
        var check = bundler.CheckAsync();
        var catalogue = SiteCatalogue.Read(options);
        var runtime = await RuntimeAssets.CollectAsync(options, catalogue.Catalogue, site);
        var tried = await RuntimeAssets.ModelsAsync(options.Models, catalogue.Catalogue.Challenger?.Models ?? [], site, packed: []);
        catalogue.AddTo(site);
        var (shell, packed) = await ShellAsync(options, site, bundler, runtime, catalogue, translations);
        await check;
        await ServiceWorkerAsync(site, bundler, runtime, tried, shell, options.Collector);
        WriteHeaders(site, options.Collector);
        site.AddFile("robots.txt", SiteMap.Robots(options.Address));

        if (Directory.Exists(options.Out)) Directory.Delete(options.Out, recursive: true);
        Directory.Move(partial, options.Out);
        if (options.Package is not null)
            await new NpmPackage(options, bundler).WriteAsync([.. packed, .. runtime.Runtimes(), runtime.Onnx.Opening, runtime.Onnx.Whole, .. runtime.Models]);
        var table = Table([.. shell.Where(asset => asset.Language is null or "en"), .. runtime.Runtimes(), .. runtime.FirstModels]);
        if (options.Collector is null) return table;
        var tries = catalogue.Catalogue.Challenger is { } challenger ? $",{challenger.Name}" : "";
        return $"{table}\nReports go to {options.Collector} and are about models {catalogue.Answering}{tries}";
    }

    /// <summary>Pages, texts, scripts, styles, icons: what the service worker keeps first, in the languages that are used.</summary>
    /// <returns>Those, and what of them the modules for other people's pages load.</returns>
    private static async Task<(List<SiteAsset> Shell, IReadOnlyList<SiteAsset> Packed)> ShellAsync(
        SiteOptions options, SiteFolder site, Bundler bundler, RuntimeAssets runtime, SiteCatalogue catalogue,
        IReadOnlyList<Translation> translations)
    {
        var networks = site.AddAsset("networks", ".js", await bundler.BundleAsync("client/worker/networks.ts"));
        var worker = site.AddAsset("worker", ".js", await bundler.BundleAsync("client/worker/worker.ts", ("NETWORKS", $"\"{Path.GetFileName(networks.Url)}\"")));
        var decoder = site.AddAsset("decoder", ".js", await bundler.BundleAsync("client/decoder.ts"));
        SiteAsset? insight = options.Collector is null ? null : site.AddAsset("insight", ".js", await bundler.BundleAsync("client/insight/insight.ts"));
        var manifest = JsonSerializer.Serialize(
            new
            {
                worker = worker.Url,
                decoder = decoder.Url,
                assets = runtime,
                // What the page is told about sharing: to whom, and about which models.
                insight = insight is null
                    ? null
                    : new { script = insight.Url, options.Collector, model = catalogue.Answering, options.Donations },
                catalogue = catalogue.ForScripts(),
            },
            SiteJson.Options);
        var script = site.AddAsset("main", ".js", await bundler.BundleAsync("client/main.ts", ("SITE", manifest)));
        var style = site.AddAsset("site", ".css", await bundler.BundleAsync("styles/site.css"));
        var icons = Icons.Add(site);
        var advice = translations.ToDictionary(
            translation => translation.Language.Code,
            translation => site.AddAsset($"advice-{translation.Language.Code}", ".json", AdviceAsset.Of(translation.Advice)));
        var embed = await EmbedModules.AddAsync(site, bundler, (worker, decoder), runtime, advice, translations);
        var example = site.AddAsset("example", ".js", await bundler.BundleAsync("client/embed/example.ts"));

        var first = translations[0].Language.Code;
        SiteAsset[] loaded = [worker, networks, decoder, script, style, icons.Svg, advice[first]];
        var facts = new SiteFacts(
            loaded.Concat(runtime.Runtimes()).Concat(runtime.FirstModels).Sum(asset => asset.Brotli),
            runtime.Runtimes().Concat(runtime.FirstModels).Sum(asset => asset.Bytes),
            runtime.Models.Where(model => model.Original).Sum(model => model.Brotli) + runtime.Onnx.Opening.Brotli,
            Accuracy.Read(options.Report, RuntimeAssets.Card(options.Models)),
            RuntimeAssets.Describe(options.Models));
        var addresses = advice.ToDictionary(pair => pair.Key, pair => pair.Value.Url);
        var pages = await PageRenderer.RenderAsync(
            new(script.Url, style.Url, icons.Svg.Url, icons.Touch.Url, options.Address, facts, addresses, options.Collector is not null)
            {
                Element = embed.Element.Url,
                Example = example.Url,
            },
            translations);
        site.AddFile("sitemap.xml", SiteMap.Xml(options.Address, pages));
        List<SiteAsset> shell =
        [
            // Hosts treat 404.html in ways of their own, so it is not kept.
            .. pages.Select(page => site.AddFile(page.File, page.Html) with { Url = page.Url, Language = page.Language.Code })
                .Where(page => page.Url.EndsWith('/')),
            .. advice.Select(pair => pair.Value with { Language = pair.Key }),
            script, style, worker, networks, decoder, icons.Svg, icons.Manifest, .. insight is null ? Array.Empty<SiteAsset>() : [insight],
            embed.Module, embed.Element, example, .. embed.Texts,
        ];
        return (shell, [worker, networks, decoder, .. embed.Texts, .. advice.Values]);
    }

    private static async Task ServiceWorkerAsync(
        SiteFolder site, Bundler bundler, RuntimeAssets runtime, IReadOnlyList<ModelAsset> tried, List<SiteAsset> shell, Uri? collector)
    {
        static object[] Entries(IEnumerable<SiteAsset> assets) => [.. assets.Select(asset => new { asset.Url, asset.Bytes, asset.Brotli, asset.Sha256, asset.Language })];
        static object Kept(SiteAsset asset, string name, bool first) => new { asset.Url, asset.Bytes, asset.Brotli, asset.Sha256, name, first };
        var names = string.Concat(shell.Concat(runtime.Runtimes()).Concat(runtime.Models).Append(runtime.Onnx.Opening).Select(asset => asset.Url + asset.Sha256));
        var precache = JsonSerializer.Serialize(
            new
            {
                version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(names)))[..12],
                shell = Entries(shell),
                runtime = Entries(runtime.Runtimes()),
                // What opens late models comes with them.
                models = runtime.Models.Select(model => Kept(model, model.Name, model.First)).Append(Kept(runtime.Onnx.Opening, RuntimeAssets.OpeningName, false)),
                tried = Entries(tried),
                collector,
            },
            SiteJson.Options);
        site.AddFile("sw.js", await bundler.BundleAsync("client/sw.ts", ("PRECACHE", precache)));
    }

    private static void WriteHeaders(SiteFolder site, Uri? collector)
    {
        var rules = SecurityHeaders.Rules(collector);
        site.AddFile("_headers", Encoding.UTF8.GetBytes(HeaderFiles.Hosted(rules)));
        site.AddFile("headers.json", HeaderFiles.Json(rules));
        site.AddFile("nginx.conf", Encoding.UTF8.GetBytes(HeaderFiles.Nginx(rules)));
    }

    private static string Table(IReadOnlyList<SiteAsset> assets)
    {
        var table = new StringBuilder();
        void Row(string name, long bytes, long brotli) =>
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-56} {bytes,12:N0} {brotli,12:N0}");
        table.AppendLine(CultureInfo.InvariantCulture, $"{"File",-56} {"bytes",12} {"brotli",12}");
        foreach (var asset in assets.OrderByDescending(asset => asset.Brotli)) Row(asset.Url, asset.Bytes, asset.Brotli);
        Row("Together", assets.Sum(asset => asset.Bytes), assets.Sum(asset => asset.Brotli));
        return table.ToString().TrimEnd();
    }
}
