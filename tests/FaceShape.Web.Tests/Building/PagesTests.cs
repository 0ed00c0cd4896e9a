using System.Text;
using System.Text.RegularExpressions;
using FaceShape.Web.Building;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Tests.Building;

public sealed partial class PagesTests
{
    private static readonly PageContext Context =
        new("assets/main.js", "assets/site.css", "assets/icon.svg", "assets/icon.png", new(11_300_000, 31_300_000, new(0.541, 0.768, 4728, 371)));

    [Fact]
    public async Task No_page_has_code_or_style_of_its_own()
    {
        foreach (var (name, html) in await PagesAsync(Context))
        {
            Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)", html);
            Assert.DoesNotMatch(@"<style|\sstyle=|\son[a-z]+=""|javascript:", html);
            Assert.False(html.Contains("http://", StringComparison.Ordinal) || html.Contains("https://", StringComparison.Ordinal), $"{name} names another site");
        }
    }

    [Fact]
    public async Task Every_page_has_a_language_a_title_a_description_and_one_main_heading()
    {
        var pages = await PagesAsync(Context);
        foreach (var html in pages.Values)
        {
            Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
            Assert.Matches(@"<html lang=""en""", html);
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
                var target = new Uri(new Uri("http://site/" + file), link).AbsolutePath.TrimStart('/');
                Assert.Contains(target.Length == 0 || target.EndsWith('/') ? target + "index.html" : target, pages.Keys);
            }
        }
    }

    [Fact]
    public async Task The_measured_accuracy_is_stated_where_there_is_one_and_only_there()
    {
        Assert.Contains("4,728 labelled photos of 371 people", (await PagesAsync(Context))["index.html"], StringComparison.Ordinal);
        var without = await PagesAsync(Context with { Facts = Context.Facts with { Accuracy = null } });
        Assert.All(without.Values, html => Assert.DoesNotContain("identity-disjoint", html, StringComparison.Ordinal));
    }

    [Fact]
    public void The_accuracy_is_read_from_the_classifiers_card()
    {
        var models = Directory.CreateTempSubdirectory("faceshape card ").FullName;
        Assert.Null(Accuracy.Read(models));
        var card = Path.Combine(Directory.CreateDirectory(Path.Combine(models, "classifiers")).FullName, "classifiers.json");
        File.WriteAllText(card, """{"figures":{"protocol":"identity-disjoint","read":70,"people":52,"perPhoto":{"top1":0.44,"top2":0.63}}}""");
        Assert.Equal(new Accuracy(0.44, 0.63, 70, 52), Accuracy.Read(models));
        File.WriteAllText(card, """{"figures":{"protocol":"random","read":70,"people":52,"perPhoto":{"top1":0.9,"top2":0.95}}}""");
        Assert.Null(Accuracy.Read(models));
        File.WriteAllText(card, "{}");
        Assert.Contains("classifiers.json cannot be read", Assert.Throws<SiteException>(() => Accuracy.Read(models)).Message, StringComparison.Ordinal);
        Directory.Delete(models, recursive: true);
    }

    private static async Task<Dictionary<string, string>> PagesAsync(PageContext context) =>
        (await PageRenderer.RenderAsync(context)).ToDictionary(page => page.File, page => Encoding.UTF8.GetString(page.Html));

    [GeneratedRegex(@"<a [^>]*href=""(?!#)([^""]*)""")]
    private static partial Regex Links();
}
