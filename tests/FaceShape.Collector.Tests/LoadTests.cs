using System.Globalization;
using System.Net;
using System.Text;
using FaceShape.Insight;

namespace FaceShape.Collector.Tests;

public sealed class LoadTests(PostgresCluster postgres)
{
    private static readonly string[] Anywhere = [$"--models={RunningCollector.Model}", "--urls=http://127.0.0.1:0"];
    private static readonly string[] Unlimited = [.. Anywhere, "--reports-per-minute=1000000"];

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_when_an_instance_is_killed()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var first = await CollectorProcess.StartAsync(database, Unlimited);
        await using var second = await CollectorProcess.StartAsync(database, Unlimited);
        var load = new LoadGenerator([first.Address, second.Address], connections: 16);

        var running = load.RunAsync(TimeSpan.FromSeconds(4));
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await first.KillAsync();
        await running;

        Assert.NotEmpty(load.Unanswered);
        Assert.True(load.Acknowledged.Count > 200, $"only {load.Acknowledged.Count} reports were acknowledged");
        using var client = new HttpClient { BaseAddress = second.Address };
        foreach (var report in load.Acknowledged) Assert.Equal(HttpStatusCode.Conflict, await LoadGenerator.SendAsync(client, report));
        // Those without an answer are counted once, whether they had been counted or not.
        foreach (var report in load.Unanswered)
            Assert.Contains(await LoadGenerator.SendAsync(client, report), new[] { HttpStatusCode.NoContent, HttpStatusCode.Conflict });
        await using var store = new Storage.PostgresStore(database);
        var cells = await store.ReadCellsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(load.Acknowledged.Count + load.Unanswered.Count, cells.Sum(cell => cell.Count));
    }

    [Fact]
    public async Task Neither_address_nor_report_is_ever_logged_and_stopping_is_orderly()
    {
        var folder = Directory.CreateTempSubdirectory("faceshape-collector-").FullName;
        await using var collector = await CollectorProcess.StartAsync(Path.Combine(folder, "c.db"), [.. Anywhere, "--proxies=1", "--reports-per-minute=2"]);
        using var client = new HttpClient { BaseAddress = collector.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        client.DefaultRequestHeaders.Add("User-Agent", "Telling/1.0");
        var report = new Report(Week.Of(DateTimeOffset.UtcNow.ToUnixTimeSeconds()), RunningCollector.Model, Questions.Shape, 3, 77);
        Assert.Equal(HttpStatusCode.NoContent, await LoadGenerator.SendAsync(client, report));
        Assert.Equal(HttpStatusCode.Conflict, await LoadGenerator.SendAsync(client, report));
        Assert.Equal(HttpStatusCode.TooManyRequests, await LoadGenerator.SendAsync(client, report));
        using (var other = new HttpClient { BaseAddress = collector.Address })
        {
            // Another network behind the same proxy is not held back.
            other.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1");
            Assert.Equal(HttpStatusCode.Conflict, await LoadGenerator.SendAsync(other, report));
        }

        using var bad = await client.GetAsync("v1/reports/%00?q=1", TestContext.Current.CancellationToken);
        Assert.False(bad.IsSuccessStatusCode);
        Assert.Equal(0, await collector.StopAsync());
        Assert.DoesNotMatch(@"203\.0\.113|198\.51\.100|127\.0\.0\.1|Telling|oval|[0-9a-f]{32}", collector.Log);
        // Nor in any file that it keeps.
        foreach (var file in Directory.GetFiles(folder))
            Assert.DoesNotMatch(@"203\.0\.113|127\.0\.0\.1|Telling", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
    }

    /// <summary>Prints figures; run by <c>bench/collector/run</c>, on a machine that has nothing else to do.</summary>
    [Fact]
    public async Task Two_instances_on_one_database_take_what_docs_scale_says()
    {
        var output = Environment.GetEnvironmentVariable("FACESHAPE_LOAD");
        Assert.SkipWhen(output is null, "Takes a quiet machine: bench/collector/run");
        var database = await postgres.NewDatabaseAsync();
        await using var first = await CollectorProcess.StartAsync(database, Unlimited);
        await using var second = await CollectorProcess.StartAsync(database, Unlimited);
        await new LoadGenerator([first.Address, second.Address], 32).RunAsync(TimeSpan.FromSeconds(5)); // warm
        var bytes = await StorageAsync(first);
        var load = new LoadGenerator([first.Address, second.Address], 32);
        var rate = await load.RunAsync(TimeSpan.FromSeconds(20));
        var times = load.Milliseconds.Order().ToArray();
        var after = await StorageAsync(first);
        double Percentile(double share) => times[(int)(share * (times.Length - 1))];
        await File.WriteAllTextAsync(
            output,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"instances\":2,\"connections\":32,\"seconds\":20,\"reports\":{load.Acknowledged.Count},\"perSecond\":{rate:F0},\"p50\":{Percentile(0.5):F1},\"p95\":{Percentile(0.95):F1},\"p99\":{Percentile(0.99):F1},\"refused\":{load.Refused.Values.Sum()},\"bytesBefore\":{bytes},\"bytesAfter\":{after}}}\n"),
            TestContext.Current.CancellationToken);

        Assert.Empty(load.Unanswered);
        Assert.Empty(load.Refused);
        Assert.True(rate >= 2_000, $"{rate:F0} reports a second");
        Assert.True(Percentile(0.99) < 50, $"p99 {Percentile(0.99):F1} ms");
    }

    private static async Task<long> StorageAsync(CollectorProcess collector)
    {
        using var client = new HttpClient { BaseAddress = collector.Address };
        var metrics = await client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        return long.Parse(metrics.Split('\n').First(line => line.StartsWith("faceshape_storage_bytes ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
