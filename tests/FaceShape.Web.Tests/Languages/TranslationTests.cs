using System.Text.RegularExpressions;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Languages;

namespace FaceShape.Web.Tests.Languages;

public sealed partial class TranslationTests : IDisposable
{
    private const int LongestSentence = 25;

    private static readonly string[] Jargon =
    [
        "mandib", "zygom", "visag", "bone structure", "estructura ósea", "descriptor", "landmark", "aesthetic", "harmoni", "contouring",
        "morpholog", "silhouette", "asymmetr", "proportionate", "flatter", "yüz anatomi", "kontür", "الكونتور", "morfolog",
    ];

    private readonly string source = Directory.CreateTempSubdirectory("faceshape words ").FullName;

    public TranslationTests() => Copy(Repository.Path("src", "FaceShape.Web", "words"), Path.Combine(source, "words"));

    public static TheoryData<string> Codes => [.. Language.All.Select(language => language.Code)];

    public void Dispose() => Directory.Delete(source, recursive: true);

    [Fact]
    public void Every_language_has_every_text()
    {
        var all = Translation.ReadAll(source);
        Assert.Equal(["en", "es", "tr", "ar"], all.Select(one => one.Language.Code));
        Assert.All(all, one => Assert.Equal(all[0].Advice.Keys.Order(), one.Advice.Keys.Order()));
        Assert.All(all, one => Assert.True(one.Advice.Keys.Count > 250));
    }

    [Theory]
    [InlineData("tr", "advice", "\"quiff\": [", "\"other\": [", "items.quiff.0")]
    [InlineData("en", "advice", "\"longer\":", "\"bigger\":", "reasons.longer")]
    [InlineData("es", "page", "\"eyebrow\":", "\"heading\":", "answer.eyebrow")]
    [InlineData("ar", "page", "{first}", "{primero}", "has other gaps")]
    [InlineData("es", "site", "Cómo funciona", "", "is empty")]
    public void A_text_that_is_missing_or_wrong_stops_the_build_and_is_named(string language, string file, string from, string to, string named)
    {
        var path = Path.Combine(source, "words", language, file + ".json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        var error = Assert.Throws<SiteException>(() => Translation.ReadAll(source));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_language_whose_file_is_missing_stops_the_build()
    {
        File.Delete(Path.Combine(source, "words", "ar", "advice.json"));
        Assert.Contains("advice.json is missing", Assert.Throws<SiteException>(() => Translation.ReadAll(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_said_only_with_the_gaps_that_it_has()
    {
        var words = Translation.ReadAll(source)[0].Site;
        Assert.Equal("The heart face", words.Say("guide.h1", ("shape", "heart")));
        Assert.Throws<SiteException>(() => words.Say("guide.h1"));
        Assert.Throws<SiteException>(() => words.Say("guide.h1", ("shape", "heart"), ("size", "1")));
        Assert.Throws<SiteException>(() => words["guide.h7"]);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_advice_has_no_sentence_over_25_words_and_no_jargon(string code)
    {
        var advice = Translation.ReadAll(source).Single(one => one.Language.Code == code).Advice;
        foreach (var key in advice.Keys)
        {
            Assert.All(Sentences().Split(advice[key]), sentence =>
                Assert.True(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= LongestSentence, $"{key}: {sentence}"));
            Assert.DoesNotContain(Jargon, word => advice[key].Contains(word, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_advice_is_written_in_whole_sentences_and_never_twice_the_same(string code)
    {
        var advice = Translation.ReadAll(source).Single(one => one.Language.Code == code).Advice;
        var names = advice.Keys.Where(key => key.StartsWith("items.", StringComparison.Ordinal) && key.EndsWith(".0", StringComparison.Ordinal));
        var sentences = advice.Keys.Where(key => key.EndsWith(".1", StringComparison.Ordinal) || key.StartsWith("reasons.", StringComparison.Ordinal));
        Assert.All(sentences, key => Assert.EndsWith(".", advice[key], StringComparison.Ordinal));
        Assert.Equal(names.Count(), names.Select(key => advice[key]).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Nobody_is_taken_for_a_man_or_a_woman(string code)
    {
        var advice = Translation.ReadAll(source).Single(one => one.Language.Code == code).Advice;
        string[] gendered =
            ["women", "woman", " men ", " man ", "ladies", "girl", "mujer", "hombre", "chica", "kadın", "erkek", "hanım", "المرأة", "الرجل", "نساء", "رجال"];
        Assert.All(advice.Keys, key => Assert.DoesNotContain(gendered, word => $" {advice[key]} ".Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex(@"[.!?؟]\s+")]
    private static partial Regex Sentences();
}
