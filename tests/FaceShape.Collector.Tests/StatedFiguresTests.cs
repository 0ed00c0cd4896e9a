using FaceShape.Insight;
using FaceShape.Testing;

namespace FaceShape.Collector.Tests;

/// <summary>Figures about the collector that pages state in words, held against the code they follow from.</summary>
public class StatedFiguresTests
{
    private static readonly CollectorOptions Plain = new() { Models = new HashSet<ModelId>() };

    [Fact]
    public async Task Privacy_says_what_one_report_moves_and_how_many_one_network_can_send()
    {
        var points = 100 / (10_000 * Questions.Shape.Channel.Contrast);
        var millions = Plain.ReportsPerMinute * TimeSpan.FromDays(365).TotalMinutes / 1e6;
        await SaysAsync("privacy.md", FormattableString.Invariant($"among 10,000 reports about a shape, {points:0.00} points"));
        await SaysAsync("privacy.md", FormattableString.Invariant($"some {millions:0} million a year"));
    }

    [Fact]
    public async Task Scale_says_how_many_rows_a_week_takes_at_most()
    {
        var values = Questions.All.Sum(question => question.Values.Count);
        await SaysAsync("scale.md", FormattableString.Invariant($"at most {CollectorOptions.MaxModels * values:N0} rows a week: sixteen models, {values} values"));
    }

    private static async Task SaysAsync(string page, string words) =>
        Assert.Contains(words, await File.ReadAllTextAsync(Repository.Path("docs", page), TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
