using System.Net;
using Microsoft.Extensions.Configuration;

namespace FaceShape.Collector.Tests;

public class OperationsTests
{
    [Fact]
    public async Task Health_readiness_and_metrics_tell_how_it_does_and_of_nobody()
    {
        await using var collector = await RunningCollector.StartAsync();
        var report = collector.NewReport();
        await collector.SendAsync(report);
        await collector.SendAsync(report);
        await collector.SendTextAsync("x");

        Assert.Equal("alive\n", await collector.TextAsync("healthz"));
        Assert.Equal("ready\n", await collector.TextAsync("readyz"));
        var metrics = await collector.TextAsync("metrics");
        Assert.Contains("faceshape_reports_counted_total 1\n", metrics);
        Assert.Contains("faceshape_reports_known_total 1\n", metrics);
        Assert.Contains("faceshape_refused_total{why=\"malformed\"} 1\n", metrics);
        Assert.DoesNotContain("127.0.0.1", metrics);
    }

    [Fact]
    public async Task Only_pages_of_the_named_sites_may_send()
    {
        await using var collector = await RunningCollector.StartAsync(change: options => options with { Origins = ["https://example.org"] });
        async Task<string?> AllowedAsync(string origin)
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, "v1/reports");
            preflight.Headers.Add("Origin", origin);
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
            using var answer = await collector.Client.SendAsync(preflight, TestContext.Current.CancellationToken);
            return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
        }

        Assert.Equal("https://example.org", await AllowedAsync("https://example.org"));
        Assert.Null(await AllowedAsync("https://example.com"));
    }

    [Theory]
    [InlineData("", "--models must name 1 to 16 models")]
    [InlineData("--models=xyz", "'xyz' does not begin with 12 lower-case hexadecimal digits")]
    [InlineData("--models=0123456789ab --min-reports=1", "--min-reports must be a whole number from 2 to 1000000, not '1'")]
    [InlineData("--models=0123456789ab --reports-per-minute=many", "--reports-per-minute must be a whole number")]
    [InlineData("--models=0123456789ab --min-report=500", "'--min-report' is no option of the collector")]
    [InlineData("--models=0123456789ab --min-report 500", "'--min-report' is no option of the collector")]
    [InlineData("--models=0123456789ab -x", "'-x' is no option of the collector")]
    [InlineData("--models=0123456789ab more", "'more' is no option of the collector")]
    [InlineData("--models=0123456789ab --database", "--database needs a value")]
    [InlineData("--models --database c.db", "--models needs a value")]
    [InlineData("--models=0123456789ab --urls=nonsense", "--urls: 'nonsense' is not an address such as http://127.0.0.1:8090")]
    [InlineData("--models=0123456789ab --urls=http://127.0.0.1:99999", "--urls: 'http://127.0.0.1:99999' is not an address")]
    [InlineData("--models=0123456789ab --urls=http://127.0.0.1:8090/base", "--urls: 'http://127.0.0.1:8090/base' is not an address")]
    [InlineData("--models=0123456789ab --urls=http://127.0.0.1:8090;https://127.0.0.1:8091", "--urls: 'https://127.0.0.1:8091' is not an address")]
    [InlineData("--models=0123456789ab --origins=example.org", "'example.org' is not an origin such as https://example.org")]
    [InlineData("--models=0123456789ab --origins=https://example.org/page", "is not an origin")]
    public void Settings_that_cannot_be_used_are_named(string arguments, string expected)
    {
        var error = Assert.Throws<UsageException>(() =>
            CollectorOptions.Read(CollectorSettings.Read(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("https://bücher.example:8443", "https://xn--bcher-kva.example:8443")]
    [InlineData("https://example.org", "https://example.org")]
    public void Origins_are_kept_as_browsers_send_them(string origin, string expected) =>
        Assert.Equal([expected], CollectorOptions.Read(CollectorSettings.Read(["--models=0123456789ab", $"--origins={origin}"])).Origins);

    [Fact]
    public void Of_settings_only_the_models_must_be_named()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("models", "0123456789ab"), new("database", "Host=db;Database=x")]).Build();
        var options = CollectorOptions.Read(settings);
        Assert.True(options.IsPostgres);
        Assert.Equal(50, options.MinReports);
        Assert.Equal(0, options.Donations);
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_is_said_at_the_start()
    {
        var error = await Assert.ThrowsAsync<CollectorException>(() => RunningCollector.StartAsync(Path.Combine(Path.GetTempPath(), "no", "such", "folder", "c.db")));
        Assert.Contains("--database", error.Message);
        error = await Assert.ThrowsAsync<CollectorException>(() => RunningCollector.StartAsync("Host=127.0.0.1;Port=1;Timeout=2"));
        Assert.Contains("--database", error.Message);
    }

    [Fact]
    public async Task A_connection_string_that_makes_no_sense_is_wrong_usage() =>
        Assert.Contains("--database", (await Assert.ThrowsAsync<UsageException>(() => RunningCollector.StartAsync("Hots=db"))).Message);

    [Fact]
    public async Task What_waits_is_counted_before_the_end()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("faceshape-collector-").FullName, "c.db");
        Task<HttpStatusCode>[] sending;
        await using (var collector = await RunningCollector.StartAsync(file))
        {
            sending = [.. Enumerable.Range(0, 50).Select(_ => collector.SendAsync(collector.NewReport()))];
            await sending[0];
        }

        var counted = 0;
        foreach (var answer in sending)
        {
            try
            {
                if (await answer == HttpStatusCode.NoContent) counted++;
            }
            catch (HttpRequestException)
            {
                // Turned away by the closing door; not acknowledged.
            }
            catch (OperationCanceledException)
            {
                // The client was closed first.
            }
        }

        await using var again = await RunningCollector.StartAsync(file);
        Assert.True(await again.CountedAsync() >= counted);
        Assert.True(counted > 0);
    }
}
