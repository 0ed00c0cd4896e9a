using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Languages;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Tests.Building;

public sealed partial class PagesTests
{
    private const string Address = "https://example.org/face/";

    private static readonly IReadOnlyList<Translation> Translations = Translation.ReadAll(Repository.Path("src", "FaceShape.Web"));

    private static readonly Accuracy Measured = new(0.541, 0.768, 4728, 371)
    {
        Interval = [0.47, 0.58],
        Leaky = [0.7, 0.87],
        Ece = 0.025,
        Coverage = [[0.5, 0.64], [1, 0.541]],
        Said = [0.55, 0.72, 0.35, 0.78],
        SamePerson = 0.59,
        SameAnswered = 0.66,
        SameOneShape = 0.71,
        SameGroups = [0.54, 0.68, 0.73],
        SourcesAgree = [0.71, 0.88],
        Confusion = [.. Enumerable.Range(0, 5).Select(row => Enumerable.Range(0, 5).Select(column => row == column ? 6 : 1).ToArray())],
        Reliability = [[0.3, 0.28, 100], [0.7, 0.72, 80]],
    };

    private static readonly SiteContext Context = new(
        "assets/main.js", "assets/site.css", "assets/icon.svg", "assets/icon.png", new(Address),
        new(6_300_000, 21_300_000, 7_500_000, Measured, [new("blazeface", "npm", "Apache-2.0", new('a', 64), 500_000, 300_000)]),
        Language.All.ToDictionary(language => language.Code, language => $"assets/advice-{language.Code}.json"));

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Fact]
    public async Task No_page_has_code_or_style_of_its_own()
    {
        foreach (var (name, html) in await PagesAsync(Context))
        {
            Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)(?! type=""application/(ld&#x2B;)?json"")", html);
            Assert.DoesNotMatch(@"<style|\sstyle=|\son[a-z]+=""|javascript:", html);
            var loaded = OwnAddress().Replace(html, "");
            Assert.False(loaded.Contains("http://", StringComparison.Ordinal) || loaded.Contains("https://", StringComparison.Ordinal), $"{name} names another site");
        }
    }

    [Fact]
    public async Task Every_page_has_a_language_a_direction_a_title_a_description_and_one_main_heading()
    {
        var pages = await PagesAsync(Context);
        Assert.Equal(11 * Language.All.Count + 1, pages.Count);
        foreach (var (file, html) in pages)
        {
            var language = Language.All.FirstOrDefault(one => one.Folder.Length > 0 && file.StartsWith(one.Folder, StringComparison.Ordinal)) ?? Language.All[0];
            Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{language.Code}\" dir=\"{language.Direction}\"", html, StringComparison.Ordinal);
            Assert.Matches(@"<meta name=""description"" content=""[^""]{40,}""", html);
            Assert.Single(Regex.Matches(html, "<h1"));
        }

        Assert.Equal(pages.Count, pages.Values.Select(html => Regex.Match(html, "<title>(.+?)</title>").Groups[1].Value).Distinct().Count());
    }

    [Fact]
    public async Task Every_link_between_pages_leads_somewhere()
    {
        var pages = await PagesAsync(Context);
        foreach (var (file, html) in pages)
        {
            foreach (var link in Links().Matches(html).Select(match => match.Groups[1].Value))
            {
                var target = new Uri(new Uri(Address + file), link).GetLeftPart(UriPartial.Path);
                Assert.StartsWith(Address, target, StringComparison.Ordinal);
                Assert.Contains(target.EndsWith('/') ? target[Address.Length..] + "index.html" : target[Address.Length..], pages.Keys);
            }
        }
    }

    [Theory]
    [InlineData("https://example.org/face/", "/face/")]
    [InlineData("https://example.org/", "/")]
    public async Task The_page_for_unknown_addresses_finds_its_style_and_the_start_from_any_depth(string address, string root)
    {
        var html = (await PagesAsync(Context with { Address = new(address) }))["404.html"];
        Assert.Contains($"<link rel=\"stylesheet\" href=\"{root}assets/site.css\"", html, StringComparison.Ordinal);
        Assert.Contains($"<a class=\"button primary\" href=\"{root}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_names_its_own_address_and_those_in_other_languages()
    {
        var html = (await PagesAsync(Context))["es/shapes/heart/index.html"];
        Assert.Contains($"<link rel=\"canonical\" href=\"{Address}es/shapes/heart/\"", html, StringComparison.Ordinal);
        Assert.Contains($"hreflang=\"ar\" href=\"{Address}ar/shapes/heart/\"", html, StringComparison.Ordinal);
        Assert.Contains($"hreflang=\"x-default\" href=\"{Address}shapes/heart/\"", html, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(Regex.Match(html, @"<script type=""application/ld&#x2B;json"">(.+?)</script>").Groups[1].Value);
        Assert.Equal(("Article", "es"), (data.RootElement.GetProperty("@type").GetString(), data.RootElement.GetProperty("inLanguage").GetString()));
    }

    [Fact]
    public async Task The_map_of_the_site_lists_every_page_in_every_language()
    {
        var pages = await PageRenderer.RenderAsync(Context, Translations);
        var map = Encoding.UTF8.GetString(SiteMap.Xml(new(Address), pages));
        Assert.Equal(11 * Language.All.Count, Regex.Matches(map, "<loc>").Count);
        Assert.Contains($"<loc>{Address}tr/accuracy/</loc>", map, StringComparison.Ordinal);
        Assert.DoesNotContain("404", map, StringComparison.Ordinal);
        Assert.Contains($"Sitemap: {Address}sitemap.xml", Encoding.UTF8.GetString(SiteMap.Robots(new(Address))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_and_robots_write_addresses_as_others_can_read_them()
    {
        var address = new Uri("https://example.org/r&d/mein%20gesicht/");
        var map = XDocument.Parse(Encoding.UTF8.GetString(SiteMap.Xml(address, await PageRenderer.RenderAsync(Context, Translations))));
        var places = map.Descendants().Where(one => one.Name.LocalName == "loc").Select(one => one.Value);
        var others = map.Descendants().Attributes("href").Select(one => one.Value);
        Assert.All(places.Concat(others), place => Assert.StartsWith(address.AbsoluteUri, place, StringComparison.Ordinal));
        Assert.EndsWith($"Sitemap: {address.AbsoluteUri}sitemap.xml\n", Encoding.UTF8.GetString(SiteMap.Robots(address)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task The_guide_to_each_shape_advises_on_every_topic(string language)
    {
        var pages = await PagesAsync(Context);
        foreach (var outline in Outline.All)
        {
            var html = pages[$"{Language.All.Single(one => one.Code == language).Folder}shapes/{outline.Name}/index.html"];
            var sections = Regex.Matches(html, @"<section class=""topic"" id=""(\w+)"".*?</section>", RegexOptions.Singleline);
            Assert.Equal(["hair", "beard", "glasses", "brows", "makeup", "earrings", "neckline"], sections.Select(section => section.Groups[1].Value));
            Assert.All(sections, section => Assert.Contains("data-advice=\"prefer\"", section.Value, StringComparison.Ordinal));
            Assert.All(sections, section => Assert.Contains("data-advice=\"avoid\"", section.Value, StringComparison.Ordinal));
            Assert.All(Regex.Matches(html, "<li data-advice.*?</li>", RegexOptions.Singleline), item =>
                Assert.Contains("<path class=\"ill-face\"", item.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_measured_accuracy_is_stated_where_there_is_one_and_only_there()
    {
        Assert.Contains("4,728 labelled photos of 371 people", (await PagesAsync(Context))["index.html"], StringComparison.Ordinal);
        var without = await PagesAsync(Context with { Facts = Context.Facts with { Accuracy = null } });
        Assert.All(without.Values, html => Assert.DoesNotContain("identity-disjoint", html, StringComparison.Ordinal));
        Assert.Contains("No figures were measured", without["accuracy/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accuracy_is_drawn_as_charts_that_can_be_read_out()
    {
        var html = (await PagesAsync(Context))["accuracy/index.html"];
        Assert.Contains("aria-label=\"how sure the reader was, how often it was right: 30%, 28%; 70%, 72%\"", html, StringComparison.Ordinal);
        Assert.Contains("<polyline class=\"curve\" points=\"165,86.4 330,110.2\">", html.Replace(" />", ">", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(25, Regex.Matches(html, "<td data-tenth").Count);
        Assert.Contains("<td data-tenth=\"6\">60%</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_axes_of_a_chart_are_named_from_left_to_right_where_words_run_from_right_to_left_too()
    {
        var html = (await PagesAsync(Context))["ar/accuracy/index.html"];
        Assert.Matches("<figcaption dir=\"ltr\"><span dir=\"auto\">(↑|&#x2191;).*?</span><span dir=\"auto\">(→|&#x2192;)", html);
    }

    [Fact]
    public async Task The_accuracy_says_how_often_two_photos_of_a_person_agree_where_it_was_measured()
    {
        const string Title = "Does it say the same of another photo?";
        var html = (await PagesAsync(Context))["accuracy/index.html"];
        Assert.Contains(Title, html, StringComparison.Ordinal);
        Assert.Contains("the same first answer 59% of the time, and 66% where", html, StringComparison.Ordinal);
        Assert.Contains("one shape for each of the two, it is the same one 71% of the time", html, StringComparison.Ordinal);
        Assert.Contains("one photo and another agree 54% of the time, three read together and three others 68%, five and five 73%.", html, StringComparison.Ordinal);
        var single = Context.Facts with { Accuracy = Measured with { SameGroups = [] } };
        Assert.DoesNotContain("three others", (await PagesAsync(Context with { Facts = single }))["accuracy/index.html"], StringComparison.Ordinal);
        var facts = Context.Facts with { Accuracy = Context.Facts.Accuracy! with { SameAnswered = null } };
        Assert.DoesNotContain(Title, (await PagesAsync(Context with { Facts = facts }))["accuracy/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accuracy_says_how_often_one_shape_is_named_and_how_often_two_where_it_was_measured()
    {
        const string Named = "For 55% of the photos it names one shape, which is right 72% of the time. 35% it puts between two shapes that are about as likely, one of which is right 78% of the time.";
        Assert.Contains(Named, (await PagesAsync(Context))["accuracy/index.html"], StringComparison.Ordinal);
        var facts = Context.Facts with { Accuracy = Measured with { Said = [] } };
        Assert.DoesNotContain("of the photos it names one shape", (await PagesAsync(Context with { Facts = facts }))["accuracy/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_accuracy_says_how_often_lists_agree_where_it_was_measured()
    {
        const string Said = "the list’s.";
        var html = (await PagesAsync(Context))["accuracy/index.html"];
        Assert.Contains("71% to 88% of the people they share", html, StringComparison.Ordinal);
        Assert.Contains(Said, html, StringComparison.Ordinal);
        var facts = Context.Facts with { Accuracy = Measured with { SourcesAgree = [] } };
        Assert.DoesNotContain(Said, (await PagesAsync(Context with { Facts = facts }))["accuracy/index.html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_models_page_says_what_each_network_is_for_in_the_order_of_the_walk()
    {
        var models = RuntimeAssets.Describe(Repository.Path("models"));
        Assert.Equal(
            ["blazeface", "facemesh", "outline", "face_trunk", "light_classifiers", "face_descriptor",
                "ssd_mobilenetv1", "face_landmark_68", "face_recognition", "jaw", "length", "shape"],
            models.Select(model => model.Name));
        var pages = await PagesAsync(Context with { Facts = Context.Facts with { Models = models } });
        foreach (var translation in Translations)
        {
            var html = WebUtility.HtmlDecode(pages[$"{translation.Language.Folder}models/index.html"]);
            var found = models.Select(model => html.IndexOf($">{translation.Site[$"modelsPage.does.{model.Name}"]}<", StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(-1, found);
            Assert.Equal(found.Order(), found);
        }
    }

    [Fact]
    public async Task A_network_that_no_words_tell_about_stops_the_build()
    {
        var facts = Context.Facts with { Models = [Context.Facts.Models[0] with { Name = "newcomer" }] };
        var error = await Assert.ThrowsAsync<SiteException>(() => PagesAsync(Context with { Facts = facts }));
        Assert.Contains("modelsPage.does.newcomer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_accuracy_is_read_from_the_classifiers_card()
    {
        var card = Path.Combine(Path.GetTempPath(), $"faceshape-{Guid.NewGuid():N}.json");
        Assert.Null(Accuracy.Read(card));
        File.WriteAllText(card, """{"figures":{"protocol":"identity-disjoint","read":70,"people":52,"perPhoto":{"top1":0.44,"top2":0.63}}}""");
        Assert.Equal(new Accuracy(0.44, 0.63, 70, 52), Accuracy.Read(card));
        File.WriteAllText(card, """{"figures":{"protocol":"random","read":70,"people":52,"perPhoto":{"top1":0.9,"top2":0.95}}}""");
        Assert.Null(Accuracy.Read(card));
        File.WriteAllText(card, """
            {"recipes":[{"name":"light","result":{"protocol":"identity-disjoint","read":70,"people":52,"perPhoto":{"top1":0.6,"top2":0.8,
            "ece":{"value":0.03,"interval":[0.02,0.05]},"reliability":[{"probability":0.3,"accuracy":0.25,"photos":12}]},
            "samePerson":{"perPerson":{"value":0.59},"answered":{"value":0.66},"oneShape":{"value":0.71}},
            "said":{"oneShape":0.55,"oneShapeRight":{"value":0.72},"betweenTwo":0.35,"betweenTwoRight":{"value":0.78}},
            "fusedAgreement":[{"photos":1,"same":{"value":0.54}},{"photos":3,"same":{"value":0.68}}],
            "agreement":[{"agree":{"value":0.8}},{"agree":{"value":0.9}},{"agree":{"value":0.7}}]}}]}
            """);
        Assert.Equal((0.59, 0.66), (Accuracy.Read(card)!.SamePerson, Accuracy.Read(card)!.SameAnswered));
        Assert.Equal(0.71, Accuracy.Read(card)!.SameOneShape);
        Assert.Equal([0.55, 0.72, 0.35, 0.78], Accuracy.Read(card)!.Said);
        Assert.Equal([0.54, 0.68], Accuracy.Read(card)!.SameGroups);
        Assert.Equal([0.7, 0.9], Accuracy.Read(card)!.SourcesAgree);
        Assert.Equal((0.6, 0.03, 0.25), (Accuracy.Read("nowhere", card)!.Top1, Accuracy.Read(card)!.Ece, Accuracy.Read(card)!.Reliability[0][1]));
        File.WriteAllText(card, "{}");
        Assert.Contains($"{card} cannot be read", Assert.Throws<SiteException>(() => Accuracy.Read(card)).Message, StringComparison.Ordinal);
        File.Delete(card);
    }

    private static async Task<Dictionary<string, string>> PagesAsync(SiteContext context) =>
        (await PageRenderer.RenderAsync(context, Translations)).ToDictionary(page => page.File, page => Encoding.UTF8.GetString(page.Html));

    [GeneratedRegex(@"<a [^>]*href=""(?!#)([^""]*)""")]
    private static partial Regex Links();

    // What search engines are told: nothing is loaded from there.
    [GeneratedRegex(@"<link rel=""(canonical|alternate)""[^>]*>|<script type=""application/ld&#x2B;json"">.*?</script>")]
    private static partial Regex OwnAddress();
}
