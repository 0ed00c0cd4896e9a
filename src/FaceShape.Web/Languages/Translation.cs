using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Web.Building;

namespace FaceShape.Web.Languages;

/// <summary>All texts of one language.</summary>
/// <param name="Language">Which.</param>
/// <param name="Site">Those of the rendered pages.</param>
/// <param name="Page">Those that scripts show.</param>
/// <param name="Advice">Those of the advice.</param>
/// <param name="Insight">Those about sharing, which only sites with a collector show.</param>
/// <param name="Embed">Those of the element for other sites, and of the page about it.</param>
public sealed record Translation(Language Language, Words Site, Words Page, Words Advice, Words Insight, Words Embed)
{
    /// <summary>Reads all languages; what one lacks stops the build.</summary>
    /// <param name="source">The folder that holds words/.</param>
    /// <returns>In the order of <see cref="Language.All"/>.</returns>
    /// <exception cref="SiteException">A text is missing, too many, or has other gaps than in the first language.</exception>
    internal static IReadOnlyList<Translation> ReadAll(string source)
    {
        Translation[] all = [.. Language.All.Select(language => Read(source, language))];
        MustCover(all[0].Advice);
        foreach (var translation in all.Skip(1))
        {
            translation.Site.MustMatch(all[0].Site);
            translation.Page.MustMatch(all[0].Page);
            translation.Advice.MustMatch(all[0].Advice);
            translation.Insight.MustMatch(all[0].Insight);
            translation.Embed.MustMatch(all[0].Embed);
        }

        return all;
    }

    private static Translation Read(string source, Language language)
    {
        Words File(string name) => new(Path.Combine(source, "words", language.Code, name + ".json"));
        return new(language, File("site"), File("page"), File("advice"), File("insight"), File("embed"));
    }

    /// <summary>Whatever can be advised has texts, and no text is left over.</summary>
    private static void MustCover(Words advice)
    {
        var items = AdviceCatalogue.All;
        string[] needed =
        [
            .. items.Select(item => $"topics.{item.Topic}").Distinct(),
            .. items.Select(item => $"groups.{item.Group}").Distinct(),
            .. items.SelectMany(item => new[] { $"items.{item.Key}.0", $"items.{item.Key}.1" }),
            .. Enum.GetValues<AdviceReason>().Select(reason => $"reasons.{AdviceKeys.Of(reason)}"),
            .. Enum.GetValues<Shape>().Select(shape => $"needs.{AdviceKeys.Of(shape)}"),
            .. Enum.GetValues<FaceTrait>().Select(trait => $"traits.{AdviceKeys.Of(trait)}"),
            .. items.Select(item => $"sources.{item.Source}").Distinct(),
        ];
        string[] wrong =
        [
            .. needed.Except(advice.Keys).Select(key => $"\"{key}\" is missing"),
            .. advice.Keys.Except(needed).Select(key => $"\"{key}\" belongs to nothing"),
        ];
        if (wrong.Length > 0) throw new SiteException($"{advice.File}:\n  {string.Join("\n  ", wrong)}");
    }
}
