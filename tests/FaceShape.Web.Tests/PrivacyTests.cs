using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class PrivacyTests(Site site, OpenVisit open) : IClassFixture<OpenVisit>
{
    [Fact]
    public async Task Only_plain_downloads_are_asked_for_and_none_once_the_reader_is_there()
    {
        await using var visit = await site.VisitAsync();
        List<string> addresses = [];
        visit.Context.Request += (_, request) => addresses.Add(request.Url);
        await visit.OpenAsync();
        await visit.UntilKeptAsync();
        var before = visit.Gateway.Exchanges.Count;
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.ReadAsync(await Photos.FaceAsync(quality: 90));
        await visit.PressAsync("Forget this photo");

        Assert.NotEqual(0, before);
        Assert.Empty(visit.Gateway.Exchanges.Skip(before));
        Assert.All(
            visit.Gateway.Exchanges, exchange => Assert.Equal(("GET", "", 0), (exchange.Method, exchange.Query, exchange.BodyBytes)));
        Assert.All(addresses, address => Assert.StartsWith(visit.Gateway.Address.AbsoluteUri, address, StringComparison.Ordinal));
        Assert.Empty(visit.Errors);
    }

    [Fact]
    public async Task The_panel_reads_zero_after_a_photo_and_counts_what_really_goes_out()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var panel = visit.Page.Locator("#privacy-panel");
        await Assertions.Expect(visit.Page.Locator("#sent-bytes")).ToHaveTextAsync("0");
        await Assertions.Expect(visit.Page.Locator("#counter-words"))
            .ToHaveTextAsync("Since you chose this photo: 0 requests, 0 bytes sent.");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-requests", "0");

        var before = visit.Gateway.Exchanges.Count;
        await visit.Page.EvaluateAsync("fetch('robots.txt?face=oval')");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-requests", "1");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-bytes", $"{"?face=oval".Length}");
        Assert.Equal(before + 1, visit.Gateway.Exchanges.Count);
    }

    [Fact]
    public async Task A_script_that_would_send_a_photo_is_refused_before_it_reaches_the_network()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        var before = visit.Gateway.Exchanges.Count;
        foreach (var address in new[] { "robots.txt", "https://example.com/" })
        {
            var sent = await visit.Page.EvaluateAsync<bool>(
                "(address) => fetch(address, { method: 'POST', body: 'a photo' }).then(() => true, () => false)", address);
            Assert.False(sent);
        }

        await Assertions.Expect(visit.Page.Locator("#sent-words")).ToContainTextAsync("1 refused");
        await Assertions.Expect(visit.Page.Locator("#sent-bytes")).ToHaveTextAsync("0");
        Assert.Equal(before, visit.Gateway.Exchanges.Count);
    }

    [Fact]
    public async Task Every_answer_of_the_server_forbids_what_the_page_does_not_need()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        foreach (var page in new[] { "how-it-works/", "privacy/", "no/such/page" }) await visit.Page.GotoAsync(page);

        Assert.True(visit.Gateway.Exchanges.Count > 25);
        Assert.All(visit.Gateway.Exchanges, exchange => AssertProtected(exchange.Headers));
    }

    [Fact]
    public async Task A_page_from_the_cache_is_protected_like_one_from_the_server()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        var kept = await visit.Page.ReloadAsync();
        Assert.True(kept!.FromServiceWorker);
        AssertProtected(await kept.AllHeadersAsync());
    }

    [Fact]
    public async Task Nothing_of_a_photo_is_kept()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());

        Assert.Empty(await visit.Context.CookiesAsync());
        var stored = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const found = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
              found.push(...(await indexedDB.databases()).map(({ name }) => name));
              for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
              return found;
            }
            """);
        Assert.Empty(stored);
        var cached = await visit.KeptAsync();
        Assert.NotEmpty(cached);
        Assert.All(cached, address =>
        {
            var file = address.EndsWith('/') ? address + "index.html" : address;
            Assert.True(File.Exists(Path.Join(Site.Folder, file)), address);
        });
    }

    [Fact]
    public async Task Forget_everything_takes_photo_lines_and_answer_off_the_page()
    {
        var visit = await open.PageAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync("Forget this photo");
        await visit.UntilAsync("ready");
        Assert.Equal(1, await visit.Page.EvaluateAsync<int>("document.getElementById('canvas').width"));
        Assert.Equal("", await visit.Page.Locator("#overlay, #answer, #why, #faces").First.InnerHTMLAsync());
        Assert.Equal(0, await visit.Page.Locator("#answer[data-shape], #overlay *, #why *").CountAsync());
    }

    private static void AssertProtected(IReadOnlyDictionary<string, string> headers)
    {
        var policy = headers["content-security-policy"];
        Assert.StartsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-inline'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers["x-content-type-options"]);
        Assert.Equal("no-referrer", headers["referrer-policy"]);
        Assert.Equal("same-origin", headers["cross-origin-opener-policy"]);
        Assert.Equal("require-corp", headers["cross-origin-embedder-policy"]);
        Assert.Contains("camera=(self)", headers["permissions-policy"], StringComparison.Ordinal);
        Assert.Contains("microphone=()", headers["permissions-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("set-cookie", headers.Keys);
    }
}
