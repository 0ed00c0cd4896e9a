using System.Globalization;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class OfflineTests(Site site)
{
    private const string Damaged = "A part of the reader arrived damaged, twice.";
    private const string NetworkLost = "The network went away before the reader was complete.";

    [Fact]
    public async Task After_one_visit_the_page_reloads_and_reads_a_photo_with_the_server_stopped()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        var online = await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();

        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        var offline = await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Equal(online.Probabilities, offline.Probabilities);
        await Assertions.Expect(visit.Page.Locator("#sent-bytes")).ToHaveTextAsync("0");

        foreach (var page in new[] { "how-it-works/", "privacy/" })
        {
            await visit.Page.GotoAsync(page);
            await Assertions.Expect(visit.Page.Locator("main h1")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task In_another_language_too_the_address_at_which_the_installed_site_starts_leads_there_without_a_network()
    {
        await using var visit = await site.VisitAsync(options => options.Locale = "es-ES");
        await visit.Page.GotoAsync("");
        await visit.Page.WaitForURLAsync("**/es/");
        await visit.UntilAsync("ready");
        await visit.UntilKeptAsync();
        // A newer version takes the page of the start along, and not the whole language in which it is written.
        visit.Gateway.Change(("/sw.js", script => [.. script, .. "\n// newer"u8]));
        await visit.Page.EvaluateAsync("navigator.serviceWorker.getRegistration().then((registration) => registration.update())");
        await Assertions.Expect(visit.Page.Locator("#update")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        var kept = await visit.KeptAsync();
        Assert.Contains("/es/privacy/", kept);
        Assert.DoesNotContain("/privacy/", kept);

        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        foreach (var address in new[] { "", "no/such/page" })
        {
            await visit.Page.GotoAsync(address);
            await visit.Page.WaitForURLAsync("**/es/");
            await visit.UntilAsync("ready");
        }
    }

    [Fact]
    public async Task Where_the_language_that_is_wanted_was_never_kept_the_start_stays_in_its_own_without_a_network()
    {
        await using var visit = await site.VisitAsync(options => options.Locale = "es-ES");
        await visit.Page.GotoAsync("tr/");
        await visit.UntilAsync("ready");
        await visit.UntilKeptAsync();
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        foreach (var address in new[] { "", "no/such/page" })
        {
            await visit.Page.GotoAsync(address);
            await visit.Page.WaitForURLAsync("**/?here");
            await visit.UntilAsync("ready");
            Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        }
    }

    [Fact]
    public async Task Delete_empties_every_cache_and_the_page_still_reads()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await Assertions.Expect(visit.Page.Locator("#kept-words")).ToContainTextAsync("so that it works offline");
        Assert.True(double.Parse(await visit.Page.Locator("#kept-total").InnerTextAsync(), CultureInfo.InvariantCulture) > 8);

        await visit.PressAsync("Delete everything");
        await Assertions.Expect(visit.Page.Locator("#kept-words")).ToContainTextAsync("Nothing is kept.");
        await Assertions.Expect(visit.Page.Locator("#kept-total")).ToHaveTextAsync("0.0");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("caches.keys()"));
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task What_was_deleted_is_not_brought_back_by_a_count_that_was_under_way()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Page.AddInitScriptAsync(
            """
            const open = caches.open;
            const goOn = new Promise((resolve) => window.goOn = resolve);
            caches.open = (...name) => goOn.then(() => open.apply(caches, name));
            """);
        await visit.Page.ReloadAsync(); // the page counts as it starts, and stops at the first cache
        await visit.UntilAsync("ready");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).EvaluateAsync("button => button.click()");
        await visit.Page.EvaluateAsync("new Promise((later) => setTimeout(() => later(goOn()), 500))");
        await Assertions.Expect(visit.Page.Locator("#kept-words")).ToContainTextAsync("Nothing is kept.");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>("caches.keys()"));
    }

    [Fact]
    public async Task An_evicted_cache_is_filled_again_once_there_is_a_network()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Page.EvaluateAsync("caches.delete('faceshape-models-v1')");
        await visit.ForgetHttpCacheAsync();
        await visit.Gateway.StopAsync();

        await visit.Page.ReloadAsync();
        await visit.TroubleAsync("offline", NetworkLost);
        await visit.Gateway.StartAsync();
        await visit.PressAsync("Try again");
        await visit.UntilAsync("ready");
        await visit.ReadAsync(await Photos.FaceAsync());
        Assert.Equal(5, (await visit.KeptAsync()).Count(Visit.IsModel));
    }

    [Fact]
    public async Task A_kept_model_that_went_bad_is_fetched_once_more()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        var model = await visit.Page.EvaluateAsync<string>(
            """
            async () => {
              const cache = await caches.open('faceshape-models-v1');
              const [request] = (await cache.keys()).filter(({ url }) => url.includes('face_trunk'));
              const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
              bytes[bytes.length >> 1] ^= 0xff;
              await cache.put(request, new Response(bytes));
              return new URL(request.url).pathname;
            }
            """);
        await visit.ForgetHttpCacheAsync();
        var before = visit.Gateway.Exchanges.Count;
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");

        var fetched = visit.Gateway.Exchanges.Skip(before).Select(exchange => exchange.Path);
        Assert.Equal([model], fetched.Where(Visit.IsModel));
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Theory]
    [InlineData(nameof(Fault.Damaged), "model-corrupt", Damaged)]
    [InlineData(nameof(Fault.Missing), "model-missing", "A part of the reader is not on the server.")]
    [InlineData(nameof(Fault.CutOff), "offline", NetworkLost)]
    public async Task A_model_that_does_not_come_whole_is_named_and_comes_on_the_next_try(string fault, string code, string sentence)
    {
        await using var visit = await site.VisitAsync();
        visit.Gateway.Break(Enum.Parse<Fault>(fault), "face_trunk");
        await visit.Page.GotoAsync("");
        await visit.TroubleAsync(code, sentence);
        visit.Gateway.Mend();
        await visit.PressAsync("Try again");
        await visit.UntilAsync("ready");
        await visit.ReadAsync(await Photos.FaceAsync());
    }

    [Fact]
    public async Task A_network_that_goes_away_and_comes_back_needs_no_click_and_keeps_the_photo()
    {
        await using var visit = await site.VisitAsync();
        visit.Gateway.Break(Fault.Held, "face_trunk");
        await visit.Page.GotoAsync("");
        await visit.ChooseAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#working-words")).ToContainTextAsync("as soon as the reader is ready");
        await visit.Context.SetOfflineAsync(true);
        await visit.Gateway.StopAsync();
        await visit.TroubleAsync("offline", NetworkLost);

        visit.Gateway.Mend();
        await visit.Gateway.StartAsync();
        await visit.Context.SetOfflineAsync(false);
        await visit.UntilAsync("answered");
        await visit.AnswerAsync();
    }

    [Fact]
    public async Task What_arrived_before_the_network_went_is_not_fetched_again()
    {
        await using var visit = await site.VisitAsync();
        visit.Gateway.Break(Fault.CutOff, "face_trunk");
        await visit.Page.GotoAsync("");
        await visit.TroubleAsync("offline", NetworkLost);
        await visit.UntilKeptAsync();
        var kept = await visit.KeptAsync();
        var before = visit.Gateway.Exchanges.Count;
        visit.Gateway.Mend();
        await visit.PressAsync("Try again");
        await visit.UntilAsync("ready");

        var fetched = visit.Gateway.Exchanges.Skip(before).Select(exchange => exchange.Path).ToList();
        Assert.True(kept.Count > 5);
        Assert.Contains(fetched, path => path.Contains("face_trunk", StringComparison.Ordinal));
        Assert.Empty(fetched.Intersect(kept));
    }
}
