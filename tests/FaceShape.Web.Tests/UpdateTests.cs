using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class UpdateTests(Site site)
{
    [Fact]
    public async Task A_new_version_is_offered_once_it_is_here_and_taken_when_that_is_wanted()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await Assertions.Expect(visit.Page.Locator("#update")).ToBeHiddenAsync();

        visit.Gateway.Change(("/sw.js", script => [.. script, .. "\n// newer"u8]));
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#update")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await visit.UntilAsync("ready");
        await ReloadAsync(visit);
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator("#update")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Each_tab_that_offers_a_new_version_reloads_though_another_took_it_before()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        visit.Gateway.Change(("/sw.js", script => [.. script, .. "\n// newer"u8]));
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#update")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        var other = await visit.TabAsync();
        await Assertions.Expect(other.Page.Locator("#update")).ToBeVisibleAsync(new() { Timeout = 120_000 });

        foreach (var tab in new[] { visit, other })
        {
            await ReloadAsync(tab);
            await Assertions.Expect(tab.Page.Locator("#update")).ToBeHiddenAsync();
        }
    }

    [Fact]
    public async Task While_a_photo_is_read_the_offer_is_away_and_comes_back()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var offer = visit.Page.Locator("#update");
        await visit.Page.EvaluateAsync("document.getElementById('update').hidden = false");
        await Assertions.Expect(offer).ToBeVisibleAsync();
        await visit.SilenceReaderAsync();
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("reading");
        await Assertions.Expect(offer).ToBeHiddenAsync();
        await visit.PressAsync("Cancel");
        await Assertions.Expect(offer).ToBeVisibleAsync();
    }

    private static async Task ReloadAsync(Visit visit)
    {
        var reloaded = new TaskCompletionSource();
        visit.Page.DOMContentLoaded += (_, _) => reloaded.TrySetResult();
        await visit.PressAsync("Reload");
        await reloaded.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        await visit.UntilAsync("ready");
    }
}
