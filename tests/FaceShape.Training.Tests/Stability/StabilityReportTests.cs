using System.Text.Json;
using FaceShape.Imaging;
using FaceShape.Testing;
using FaceShape.Training.Stability;

namespace FaceShape.Training.Tests.Stability;

public class StabilityReportTests
{
    [Fact]
    public void The_answer_survives_each_change_for_at_least_95_of_100_photos()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.Path("docs", "accuracy", "stability.json")));
        var changes = file.RootElement.GetProperty("changes").EnumerateArray().ToList();

        Assert.Equal(PhotoChange.All.Select(change => change.Name), changes.Select(change => change.GetProperty("change").GetString()));
        Assert.All(changes, change => Assert.InRange(change.GetProperty("sameAnswer").GetDouble(), 0.95, 1));
    }

    [Fact]
    public void Files_that_were_not_read_are_counted_by_code_and_only_where_there_are_some()
    {
        var whole = new StabilityResult("light", 2, [new("mirrored", 2, 2, 1, 1, 1)]);
        var some = whole with { Unread = [new("maria.jpg", new(PhotoError.NotAnImage, "")), new("otto.jpg", new(PhotoError.NotAnImage, ""))] };

        Assert.Contains("counts as another answer.\nNot read, and not counted: 2 not-an-image.\n\n|", some.ToMarkdown(), StringComparison.Ordinal);
        Assert.Equal(2, JsonDocument.Parse(some.ToJson()).RootElement.GetProperty("notRead").GetProperty("not-an-image").GetInt32());
        Assert.DoesNotContain("otto", some.ToMarkdown() + some.ToJson(), StringComparison.Ordinal);
        Assert.Contains("counts as another answer.\n\n|", whole.ToMarkdown(), StringComparison.Ordinal);
        Assert.False(JsonDocument.Parse(whole.ToJson()).RootElement.TryGetProperty("notRead", out _));
    }

    [Fact]
    public void Photos_that_would_be_too_large_are_left_out_of_that_change_and_it_is_said()
    {
        var result = new StabilityResult("light", 2, [new("mirrored", 2, 2, 1, 1, 1), new("4 times as large", 1, 1, 1, 0.5, 0.5), new("8 times as large", 0, 0, null, null, null)]);

        Assert.Contains("not counted: 1 when \"4 times as large\".\nLarger than photos may be, and not counted: 2 when \"8 times", result.ToMarkdown(), StringComparison.Ordinal);
        Assert.Contains("| 8 times as large | 0 | – | – | – |", result.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_committed_is_written_by_this_program_byte_for_byte()
    {
        var json = File.ReadAllText(Repository.Path("docs", "accuracy", "stability.json"));
        var result = JsonSerializer.Deserialize<StabilityResult>(json, JsonSerializerOptions.Web)!;

        Assert.Equal(json, result.ToJson());
        Assert.Equal(File.ReadAllText(Repository.Path("docs", "accuracy", "stability.md")), result.ToMarkdown());
    }
}
