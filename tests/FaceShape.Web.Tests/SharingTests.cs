using System.Text.RegularExpressions;
using FaceShape.Collector.Tests;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

/// <summary>From the person's choice to the collector's database, in Chromium, on both databases.</summary>
public sealed partial class SharingTests(Site site, SharingSite sharing, PostgresCluster postgres) : IClassFixture<SharingSite>, IClassFixture<PostgresCluster>
{
    private const string Show = "Show me what would be sent";
    private const string Consent = "Send this, and one like it each week";
    private const string Withdraw = "Stop and erase";

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nothing_is_sent_before_consent_then_exactly_what_was_shown_and_nothing_after_withdrawal(string database)
    {
        await using var visit = await VisitAsync();
        await using var collector = await CollectAsync(database, visit);
        var sent = Watch(visit);
        await visit.OpenAsync();
        await visit.UntilKeptAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync(Show);
        var shown = await visit.Page.Locator(".insight-sharing .insight-report").InnerTextAsync();
        await visit.PressAsync("Forget this photo");
        await visit.ReadAsync(await Photos.FaceAsync(quality: 90));
        await SettleAsync(visit);
        Assert.Empty(sent);
        Assert.Equal(0, await MetricAsync(collector, "reports_counted_total"));

        await visit.PressAsync(Consent);
        await Panel(visit, "acknowledged");
        var request = Assert.Single(Bodies(sent));
        Assert.Equal(("POST", new Uri(sharing.Collector, "v1/reports").AbsoluteUri, shown), request);
        Assert.Equal(1, await MetricAsync(collector, "reports_counted_total"));
        Assert.Equal(shown, await visit.Page.Locator(".insight-sharing .insight-report").InnerTextAsync());

        await visit.PressAsync(Withdraw);
        await Assertions.Expect(visit.Page.Locator("#insight-panel")).ToHaveAttributeAsync("data-consented", "false");
        Assert.Equal("faceshape-insight 1\nspent 2\n", await JournalAsync(visit));
        await visit.ReadAsync(await Photos.FaceAsync(quality: 80));
        await SettleAsync(visit);
        Assert.Single(Bodies(sent));
        Assert.Equal(1, await MetricAsync(collector, "reports_counted_total"));
        Assert.Empty(visit.Errors);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_photo_is_given_by_a_choice_of_its_own_and_deleted_by_its_code(string database)
    {
        await using var visit = await VisitAsync();
        await using var collector = await CollectAsync(database, visit);
        var sent = Watch(visit);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync("No");
        await visit.Page.Locator(".insight-crop").WaitForAsync();
        Assert.Empty(sent);

        await visit.PressAsync("Give this picture");
        await Assertions.Expect(visit.Page.Locator("code.insight-code")).ToHaveTextAsync(Code());
        Assert.Equal(1, await MetricAsync(collector, "donations_kept_total"));
        await visit.PressAsync("Delete it now");
        await Assertions.Expect(visit.Page.Locator(".insight-donation [role=status]").Last).ToHaveTextAsync("Deleted.");
        Assert.Equal(1, await MetricAsync(collector, "donations_deleted_total"));
        Assert.Equal(0, await MetricAsync(collector, "reports_counted_total"));
    }

    [Fact]
    public async Task A_photo_that_was_given_on_an_earlier_visit_is_deleted_by_whoever_noted_its_code()
    {
        await using var visit = await VisitAsync();
        await using var collector = await CollectAsync("sqlite", visit);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync("No");
        await visit.PressAsync("Give this picture");
        var code = await visit.Page.Locator("code.insight-code").InnerTextAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("#insight-known > summary").ClickAsync();
        foreach (var (typed, said) in new[] { (new string('0', 32), "It is not there any more."), (code, "Deleted.") })
        {
            await visit.Page.GetByLabel("The code of a photo").FillAsync(typed);
            await visit.PressAsync("Delete it");
            await Assertions.Expect(visit.Page.Locator("#insight-known > [role=status]")).ToHaveTextAsync(said);
        }

        Assert.Equal(1, await MetricAsync(collector, "donations_deleted_total"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_photo_that_was_given_is_gone_on_the_day_that_was_named(string database)
    {
        await using var visit = await VisitAsync();
        await using var collector = await RunningCollector.StartAsync(
            database == "postgres" ? await postgres.NewDatabaseAsync() : null,
            options => options with
            {
                Urls = sharing.Collector.GetLeftPart(UriPartial.Authority),
                Origins = [visit.Gateway.Address.GetLeftPart(UriPartial.Authority)],
            });
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync("No");
        await visit.PressAsync("Give this picture");
        await Assertions.Expect(visit.Page.Locator("code.insight-code")).ToHaveTextAsync(Code());
        var day = DateOnly.FromDateTime(collector.Clock.GetUtcNow().UtcDateTime).AddDays(30);
        await Assertions.Expect(visit.Page.Locator(".insight-donation [role=status]").First).ToContainTextAsync($"{day:yyyy-MM-dd}");

        collector.Clock.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await collector.CleanAsync();
        Assert.Equal(1, await DonationsAsync(collector));
        collector.Clock.Pass(TimeSpan.FromSeconds(1));
        await collector.CleanAsync();
        Assert.Equal(0, await DonationsAsync(collector));

        await visit.PressAsync("Delete it now");
        await Assertions.Expect(visit.Page.Locator(".insight-donation [role=status]").Last).ToHaveTextAsync("It is not there any more.");
        Assert.DoesNotContain(visit.Errors, error => !error.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_memory_further_photos_and_a_reader_that_had_to_be_started_again_are_noted()
    {
        await using var visit = await VisitAsync();
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await SettleAsync(visit);
        await NotedAsync(visit, "tally time (below-half|below-1|below-2|below-5|longer) 1");
        await NotedAsync(visit, "tally memory (below-128|below-256|below-512|more) 1");
        await NotedAsync(visit, "tally retakes zero 1");
        await NotedAsync(visit, "tally restarts zero 1");

        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync(quality: 90));
        await visit.UntilHandedOverAsync();
        await visit.InReaderAsync("setTimeout(() => { throw new Error('crash') })");
        await visit.TroubleAsync("worker-crashed", "The reader stopped unexpectedly.");
        await visit.PressAsync("Try again");
        await visit.AnswerAsync();
        await NotedAsync(visit, "tally restarts one 1");
        await NotedAsync(visit, "tally outcome failed 1");
        await NotedAsync(visit, "observed \\d+ restarts one");
        await visit.ChooseAsync(Photos.Landscape);
        await visit.TroubleAsync("no-face", "No face was found.");
        await NotedAsync(visit, "tally outcome no-face 1");
        await NotedAsync(visit, "tally retakes more 1");
    }

    [Fact]
    public async Task A_face_that_few_photos_of_the_training_were_like_is_noted_and_may_be_given()
    {
        await using var visit = await VisitAsync();
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await SettleAsync(visit);
        await NotedAsync(visit, "tally landmarks (common|usual|uncommon) 1");
        await visit.Page.Locator("#insight-known summary").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#insight-known")).ToContainTextAsync("How usual were the first face’s proportions");
        await Assertions.Expect(visit.Page.Locator(".insight-donation")).ToBeHiddenAsync();

        // More than half as long again as it was: nobody's face, but a face to the detector.
        await visit.ReadAsync(await Photos.StretchedAsync(1.6));
        await NotedAsync(visit, "tally landmarks (rare|outlier) 1");
        await visit.Page.Locator(".insight-crop").WaitForAsync();
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_is_sent_again_on_the_next_visit_and_counts_once()
    {
        await using var visit = await VisitAsync();
        var sent = Watch(visit);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync(Show);
        await visit.PressAsync(Consent);
        await Panel(visit, "sending");

        await using var collector = await CollectAsync("sqlite", visit);
        await visit.Page.ReloadAsync();
        await Panel(visit, "acknowledged");
        Assert.Single(Bodies(sent));
        Assert.Equal(1, await MetricAsync(collector, "reports_counted_total"));
    }

    [Fact]
    public async Task A_challenger_reads_the_same_photo_with_consent_alone_and_what_it_says_is_noted()
    {
        await using var visit = await VisitAsync();
        await using var collector = await CollectAsync("sqlite", visit);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await SettleAsync(visit);
        await visit.PressAsync(Show);
        await visit.PressAsync(Consent);
        await Panel(visit, "acknowledged");
        Assert.DoesNotContain("tally agreement", await JournalAsync(visit) ?? "", StringComparison.Ordinal);

        await visit.ReadAsync(await Photos.FaceAsync(quality: 90));
        await NotedAsync(visit, "tally agreement same");
        await visit.PressAsync("Yes");
        await NotedAsync(visit, "tally preferred both");
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task The_policy_names_the_collector_and_nothing_else_and_a_plain_site_has_no_such_thing()
    {
        await using var visit = await (await VisitAsync()).OpenAsync();
        await visit.Page.Locator("#insight-panel:not([hidden])").WaitForAsync();
        var policy = visit.Gateway.Exchanges[0].Headers["content-security-policy"];
        Assert.Contains($"connect-src 'self' {sharing.Collector.GetLeftPart(UriPartial.Authority)};", policy, StringComparison.Ordinal);
        foreach (var choice in new[] { Consent, Withdraw }) Assert.Equal(0, await visit.Page.GetByRole(AriaRole.Button, new() { Name = choice }).CountAsync());

        await using var plain = await (await site.VisitAsync()).OpenAsync();
        Assert.Equal(0, await plain.Page.Locator("#insight-panel").CountAsync());
        Assert.DoesNotContain(plain.Gateway.Exchanges, exchange => exchange.Path.Contains("insight", StringComparison.Ordinal));
    }

    private static Task Panel(Visit visit, string report) =>
        Assertions.Expect(visit.Page.Locator("#insight-panel")).ToHaveAttributeAsync("data-report", report, new() { Timeout = 60_000 });

    private static Task<string?> JournalAsync(Visit visit) => visit.Page.EvaluateAsync<string?>("localStorage.getItem('faceshape-insight')");

    /// <summary>The mirrored photo is read after the answer; its note is the last that a photo leaves.</summary>
    private static Task SettleAsync(Visit visit) => NotedAsync(visit, "observed \\d+ mirror");

    /// <summary>Under the page's policy no script may be waited for from text, so the journal is looked at again and again.</summary>
    private static async Task NotedAsync(Visit visit, string pattern)
    {
        for (var tries = 0; !Regex.IsMatch(await JournalAsync(visit) ?? "", pattern); tries++)
        {
            Assert.True(tries < 600, $"'{pattern}' is not noted: {await JournalAsync(visit)}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The service worker passes each request on; only what the page itself asks for shows its body.</summary>
    private static IEnumerable<(string Method, string Address, string? Body)> Bodies(List<(string Method, string Address, string? Body)> sent)
    {
        lock (sent) return [.. sent.Where(request => request.Body is not null).Distinct()];
    }

    private List<(string Method, string Address, string? Body)> Watch(Visit visit)
    {
        List<(string, string, string?)> sent = [];
        visit.Context.Request += (_, request) =>
        {
            if (request.Url.StartsWith(sharing.Collector.AbsoluteUri, StringComparison.Ordinal) && request.Method != "OPTIONS")
            {
                lock (sent) sent.Add((request.Method, request.Url, request.PostData));
            }
        };
        return sent;
    }

    private async Task<Visit> VisitAsync() => await site.VisitAsync(other: sharing.Server);

    private async Task<CollectorProcess> CollectAsync(string database, Visit visit)
    {
        var folder = Directory.CreateTempSubdirectory("faceshape-collector-").FullName;
        return await CollectorProcess.StartAsync(
            database == "postgres" ? await postgres.NewDatabaseAsync() : Path.Combine(folder, "c.db"),
            $"--models={sharing.Models}", $"--urls={sharing.Collector.GetLeftPart(UriPartial.Authority)}",
            $"--origins={visit.Gateway.Address.GetLeftPart(UriPartial.Authority)}", "--donations=5", $"--donation-key={Path.Combine(folder, "key")}");
    }

    private static async Task<int> DonationsAsync(RunningCollector collector) =>
        (await collector.Store.ReadDonationsAsync(0, TestContext.Current.CancellationToken)).Count;

    private static async Task<double> MetricAsync(CollectorProcess collector, string name)
    {
        using var client = new HttpClient { BaseAddress = collector.Address };
        var metrics = await client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        var line = metrics.Split('\n').Single(line => line.StartsWith($"faceshape_{name} ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Code();
}
