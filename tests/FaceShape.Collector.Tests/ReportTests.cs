using System.Net;
using FaceShape.Collector.Operations;
using FaceShape.Insight;

namespace FaceShape.Collector.Tests;

/// <summary>The same on both databases.</summary>
public sealed class ReportTests(PostgresCluster postgres)
{
    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_report_is_counted_once_however_often_it_is_sent(string database)
    {
        await using var collector = await StartAsync(database);
        var report = collector.NewReport();

        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(report));
        Assert.Equal(HttpStatusCode.Conflict, await collector.SendAsync(report));
        Assert.Equal(HttpStatusCode.Conflict, await collector.SendAsync(report, report));
        var cell = Assert.Single(await collector.Store.ReadCellsAsync(TestContext.Current.CancellationToken));
        Assert.Equal((collector.ThisWeek, (long)report.Model.Bits, "shape", "oval", 1), (cell.Week, cell.Model, cell.Question, cell.Value, cell.Count));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_senders_at_once_are_all_counted_and_repeats_are_not(string database)
    {
        await using var collector = await StartAsync(database);
        var reports = Enumerable.Range(0, 300).Select(i => collector.NewReport(Questions.All[i % Questions.All.Count], 1 + i % 2)).ToArray();

        var answers = await Task.WhenAll(reports.Concat(reports).Select(report => collector.SendAsync(report)));

        Assert.Equal(300, answers.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(300, answers.Count(status => status == HttpStatusCode.Conflict));
        Assert.Equal(300, await collector.CountedAsync());
    }

    [Fact]
    public async Task Two_instances_on_one_database_start_together_and_count_together()
    {
        var database = await postgres.NewDatabaseAsync();
        var started = await Task.WhenAll(RunningCollector.StartAsync(database), RunningCollector.StartAsync(database));
        await using var first = started[0];
        await using var second = started[1];
        var reports = Enumerable.Range(0, 200).Select(_ => first.NewReport()).ToArray();

        var answers = await Task.WhenAll(reports.SelectMany(report => new[] { first.SendAsync(report), second.SendAsync(report) }));

        Assert.Equal(200, answers.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(200, await second.CountedAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_not_exactly_the_schema_is_refused_and_changes_nothing(string database)
    {
        await using var collector = await StartAsync(database);
        var good = collector.NewReport();
        var text = good.ToString();
        (string Body, string Type, HttpStatusCode Status)[] bad =
        [
            ("", "application/json", HttpStatusCode.BadRequest),
            ("null", "application/json", HttpStatusCode.BadRequest),
            (text + "\n", "application/json", HttpStatusCode.BadRequest),
            ($"[{text}]", "application/json", HttpStatusCode.BadRequest),
            (text.Replace("oval", "diamond", StringComparison.Ordinal), "application/json", HttpStatusCode.BadRequest),
            (text.Replace("0123456789ab", "0123456789ac", StringComparison.Ordinal), "application/json", HttpStatusCode.BadRequest),
            ((good with { Week = good.Week - 2 }).ToString(), "application/json", HttpStatusCode.BadRequest),
            ((good with { Week = good.Week + 1 }).ToString(), "application/json", HttpStatusCode.BadRequest),
            // One bad report spoils a body: nothing of it is counted.
            ($"{text}\n{text[1..]}", "application/json", HttpStatusCode.BadRequest),
            (string.Join('\n', Enumerable.Range(0, 17).Select(_ => collector.NewReport())), "application/json", HttpStatusCode.BadRequest),
            (new string('x', 5_000), "application/json", HttpStatusCode.RequestEntityTooLarge),
            (text, "text/plain", HttpStatusCode.UnsupportedMediaType),
            (text, "application/json; charset=utf-8", HttpStatusCode.UnsupportedMediaType),
        ];
        foreach (var (body, type, status) in bad) Assert.Equal(status, await collector.SendTextAsync(body, type));

        Assert.Equal(0, await collector.CountedAsync());
        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(good, good with { Week = good.Week - 1, Nonce = good.Nonce + 1 }));
        Assert.Equal(2, await collector.CountedAsync());
    }

    [Fact]
    public async Task A_body_without_an_announced_length_is_cut_off_at_the_limit()
    {
        await using var collector = await StartAsync("sqlite");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/reports") { Content = new StreamContent(new MemoryStream(new byte[100_000])) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;
        using var answer = await collector.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_network_that_floods_is_turned_away_until_a_minute_has_passed()
    {
        await using var collector = await StartAsync("sqlite", options => options with { ReportsPerMinute = 5 });
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(collector.NewReport()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await collector.SendAsync(collector.NewReport()));
        Assert.Equal(HttpStatusCode.TooManyRequests, await collector.DeleteDonationAsync("guess"));
        Assert.Equal(5, await collector.CountedAsync());

        collector.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(collector.NewReport()));
    }

    [Fact]
    public async Task Each_report_of_a_body_counts_against_the_limit_and_a_body_beyond_it_is_refused_whole()
    {
        await using var collector = await StartAsync("sqlite", options => options with { ReportsPerMinute = new CollectorOptions { Models = options.Models }.ReportsPerMinute });
        Report[] Body(int reports) => [.. Enumerable.Range(0, reports).Select(_ => collector.NewReport())];

        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(Body(16)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await collector.SendAsync(Body(16)));
        Assert.Equal(16, await collector.CountedAsync());
        // 16 were counted, and one token went with the body that was refused: 13 of 30 are left.
        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(Body(13)));
        Assert.Equal(HttpStatusCode.TooManyRequests, await collector.SendAsync(Body(1)));
        Assert.Equal(29, await collector.CountedAsync());

        collector.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(Body(16)));
    }

    [Fact]
    public void Networks_have_buckets_of_their_own_and_neighbours_of_IPv6_share_one()
    {
        var clock = new HandSetClock();
        var buckets = new ClientBuckets(1, clock);
        Assert.True(buckets.TryTake(IPAddress.Parse("2001:db8:0:1200::1")));
        Assert.False(buckets.TryTake(IPAddress.Parse("2001:db8:0:12ff::2")));
        Assert.True(buckets.TryTake(IPAddress.Parse("203.0.113.7")));
        Assert.False(buckets.TryTake(IPAddress.Parse("::ffff:203.0.113.7")));
        // Of a thousand networks a few share a bucket by chance; the others are not held back by them.
        var taken = Enumerable.Range(0, 1_000).Count(i => buckets.TryTake(new IPAddress([10, 0, (byte)(i / 256), (byte)i])));
        Assert.InRange(taken, 960, 1_000);
        clock.Pass(TimeSpan.FromHours(1));
        Assert.True(buckets.TryTake(IPAddress.Parse("203.0.113.7")));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Storage_stays_the_same_however_many_report(string database)
    {
        const int Keep = 1_000;
        await using var collector = await StartAsync(database, options => options with { Receipts = Keep });
        async Task SendManyAsync()
        {
            for (var i = 0; i < 40; i++)
            {
                var bodies = Enumerable.Range(0, 8).Select(_ => collector.SendAsync([.. Enumerable.Range(0, 16).Select(_ => collector.NewReport(value: 1 + i % 5))]));
                Assert.All(await Task.WhenAll(bodies), status => Assert.Equal(HttpStatusCode.NoContent, status));
                if (i % 10 == 9) await collector.CleanAsync();
            }
        }

        await SendManyAsync();
        var (cells, before) = (await CellsAsync(), await BytesAsync());
        for (var round = 0; round < 3; round++) await SendManyAsync();

        Assert.Equal(cells, await CellsAsync());
        Assert.True(await BytesAsync() <= 1.25 * before, $"{before} bytes grew to {await BytesAsync()}");
        Assert.Equal(4 * 40 * 8 * 16, await collector.CountedAsync());

        async Task<int> CellsAsync() => (await collector.Store.ReadCellsAsync(TestContext.Current.CancellationToken)).Count;
        async Task<long> BytesAsync() => await collector.Store.BytesAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_an_older_program_made_is_brought_up_to_date_and_a_newer_one_is_refused()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("faceshape-collector-").FullName, "c.db");
        for (var start = 0; start < 2; start++)
        {
            await using var collector = await RunningCollector.StartAsync(file);
            Assert.Equal(HttpStatusCode.NoContent, await collector.SendAsync(collector.NewReport()));
            Assert.Equal(start + 1, await collector.CountedAsync());
        }

        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO migration (version) VALUES (99)";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var error = await Assert.ThrowsAsync<CollectorException>(() => RunningCollector.StartAsync(file));
        Assert.Contains("use a newer program", error.Message);
    }

    private async Task<RunningCollector> StartAsync(string database, Func<CollectorOptions, CollectorOptions>? change = null) =>
        await RunningCollector.StartAsync(database == "postgres" ? await postgres.NewDatabaseAsync() : null, change);
}
