using System.Net;
using System.Text.Json;
using FaceShape.Collector.Results;
using FaceShape.Collector.Storage;
using FaceShape.Insight;

namespace FaceShape.Collector.Tests;

public class PublicationTests
{
    private static readonly Func<int, bool> Always = _ => true;

    [Fact]
    public void What_too_few_stand_behind_is_not_published() =>
        Assert.Empty(Publication.Of([new(2968, 1, "shape", "oval", 30), new(2968, 1, "shape", "heart", 19), new(2967, 1, "shape", "oval", 49)], 50, Always));

    [Fact]
    public void Rare_values_are_published_together_with_the_next_so_that_none_is_found_by_subtraction()
    {
        var cell = Assert.Single(Publication.Of(
            [new(2968, 1, "right", "yes", 400), new(2968, 1, "right", "no", 60), new(2968, 1, "right", "none", 3)], 50, Always));
        Assert.Equal(463, cell.Reports);
        Assert.Equal(["yes", "none|no"], cell.Shares.Select(share => string.Join('|', share.Values)));
        Assert.All(cell.Shares, share => Assert.True(share.Reports >= 50));
        Assert.Equal(1, cell.Shares.Sum(share => share.Share), 9);
    }

    [Fact]
    public void Every_published_figure_has_enough_behind_it_whatever_the_counts()
    {
        var random = new Random(5);
        for (var run = 0; run < 500; run++)
        {
            List<Cell> cells = [];
            foreach (var question in Questions.All)
                cells.AddRange(question.Values.Select(value => new Cell(1, 1, question.Name, value, random.Next(1 << random.Next(9)))));
            foreach (var cell in Publication.Of(cells, 50, Always))
            {
                Assert.All(cell.Shares, share => Assert.True(share.Reports >= 50));
                Assert.Equal(cell.Reports, cell.Shares.Sum(share => share.Reports));
                Assert.Equal(Questions.Find(cell.Question)!.Values.Order(), cell.Shares.SelectMany(share => share.Values).Order());
            }
        }
    }

    [Fact]
    public void A_question_of_another_version_is_left_out() => Assert.Empty(Publication.Of([new(1, 1, "age", "old", 500)], 50, Always));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_week_is_published_only_when_it_can_no_longer_grow(int lateWeeks)
    {
        await using var collector = await RunningCollector.StartAsync(change: options => options with { LateWeeks = lateWeeks, MinReports = 2 });
        var template = collector.NewReport();
        Report Next() => template with { Nonce = collector.NewReport().Nonce };
        foreach (var _ in Enumerable.Range(0, 20)) await collector.SendAsync(Next());

        // Hour by hour: what is published never changes again, and no report is accepted about it.
        while (await collector.SendAsync(Next()) == HttpStatusCode.NoContent)
        {
            Assert.Empty(await PublishedAsync(collector));
            collector.Clock.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(template.Week + lateWeeks + 1, collector.ThisWeek);
        Assert.Empty(await PublishedAsync(collector)); // what was accepted last may not be committed yet
        collector.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal([await collector.CountedAsync()], await PublishedAsync(collector));
        Assert.Equal(HttpStatusCode.BadRequest, await collector.SendAsync(Next()));
    }

    [Fact]
    public async Task Estimates_come_near_the_truth_through_the_whole_protocol()
    {
        await using var collector = await RunningCollector.StartAsync();
        var bits = new SystemBits();
        var truth = new[] { 0, 500, 1500, 1000, 600, 400, 0 };
        var reports = truth.SelectMany((people, value) => Enumerable.Range(0, people).Select(_ =>
            collector.NewReport(Questions.Shape, Questions.Shape.Instantaneous!.Answer(Questions.Shape.Permanent.Answer(value, bits), bits))));
        foreach (var body in reports.Chunk(16)) Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(body));

        collector.Clock.Pass(TimeSpan.FromDays(14));
        using var results = JsonDocument.Parse(await collector.TextAsync("v1/results"));
        var cell = Assert.Single(results.RootElement.GetProperty("cells").EnumerateArray());
        Assert.Equal("2026-11-16", cell.GetProperty("monday").GetString());
        Assert.Equal(4_000, cell.GetProperty("reports").GetInt64());
        foreach (var share in cell.GetProperty("shares").EnumerateArray())
        {
            var value = Questions.Shape.ValueOf(share.GetProperty("values")[0].GetString()!);
            var error = 5 * Math.Sqrt(0.25 / 4_000) / Questions.Shape.Channel.Contrast;
            Assert.Equal(truth[value] / 4_000.0, share.GetProperty("share").GetDouble(), error);
        }
    }

    private static async Task<long[]> PublishedAsync(RunningCollector collector)
    {
        using var results = JsonDocument.Parse(await collector.TextAsync("v1/results"));
        return [.. results.RootElement.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("reports").GetInt64())];
    }

    private sealed class SystemBits : IRandomBits
    {
        private readonly Random random = new(77);

        public ulong Next() => ((ulong)random.NextInt64() << 32) ^ (ulong)random.NextInt64();
    }
}
