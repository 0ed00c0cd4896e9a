using System.Text.Json;
using System.Text.RegularExpressions;
using FaceShape.Insight;
using FaceShape.Testing;

namespace FaceShape.Web.Tests;

/// <summary>The page answers every question of the closed list, and can tell people what each is.</summary>
public sealed partial class QuestionTests
{
    public static TheoryData<string> Languages => [.. Directory.GetDirectories(Repository.Path("src", "FaceShape.Web", "words")).Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void The_scripts_name_each_question_and_no_value_that_it_does_not_have()
    {
        var scripts = string.Join('\n', Directory.GetFiles(Repository.Path("src", "FaceShape.Web", "client", "insight"), "*.ts").Select(File.ReadAllText));
        Assert.All(Questions.All, question => Assert.Contains($"'{question.Name}'", scripts, StringComparison.Ordinal));
        // Fixed values stand beside their question: ['agreement', … 'same' : 'different'].
        var named = Event().Matches(scripts).Where(match => Questions.Find(match.Groups[1].Value) is not null).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, match => Assert.All(
            Literal().Matches(match.Groups[2].Value).Select(literal => literal.Groups[1].Value),
            value => Assert.True(Questions.Find(match.Groups[1].Value)!.ValueOf(value) > 0, $"{match.Groups[1].Value} has no value {value}")));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_question_and_each_value_has_its_words(string language)
    {
        using var words = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("src", "FaceShape.Web", "words", language, "insight.json")));
        var named = words.RootElement.GetProperty("questions").EnumerateObject().Select(question => question.Name);
        Assert.Equal(Questions.All.Select(question => question.Name).Order(), named.Order());
        var values = words.RootElement.GetProperty("values").EnumerateObject().Select(value => value.Name);
        Assert.Equal(Questions.All.SelectMany(question => question.Values.Skip(1)).Distinct().Order(), values.Order());
    }

    [GeneratedRegex(@"\['([a-z-]+)',([^\n]*)")]
    private static partial Regex Event();

    [GeneratedRegex("[?:] '([a-z0-9-]+)'")]
    private static partial Regex Literal();
}
