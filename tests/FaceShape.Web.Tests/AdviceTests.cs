using FaceShape.Web.Languages;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class AdviceTests(Site site, OpenVisit open) : IClassFixture<OpenVisit>
{
    [Fact]
    public async Task What_suits_a_face_is_shown_for_the_topics_that_somebody_chooses()
    {
        var page = (await open.PageAsync()).Page;
        await (await open.PageAsync()).ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(page.Locator("#advice .topic h3")).ToHaveTextAsync(["Hair", "Glasses"]);
        Assert.True(await page.Locator("#advice [data-advice=prefer] svg .ill-face").CountAsync() > 10);
        await Assertions.Expect(page.Locator("#advice")).ToContainTextAsync("convention, not law");

        foreach (var topic in new[] { "Hair", "Glasses", "Earrings" }) await PressChipAsync(page, topic);
        await Assertions.Expect(page.Locator("#advice .topic h3")).ToHaveTextAsync(["Earrings"]);
        await (await open.PageAsync()).ReadAsync(await Photos.FaceAsync(quality: 91));
        await Assertions.Expect(page.Locator("#advice .topic h3")).ToHaveTextAsync(["Earrings"]);

        await (await open.PageAsync()).PressAsync("Forget this photo");
        await Assertions.Expect(page.Locator("#advice")).ToBeHiddenAsync();
        Assert.Empty(await page.Locator("#advice").InnerHTMLAsync());
    }

    [Fact]
    public async Task Advice_that_fails_to_come_after_the_photo_was_forgotten_brings_nothing_back()
    {
        await using var visit = await site.VisitAsync();
        var forgotten = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/advice-en.*", async route =>
        {
            await forgotten.Task;
            await route.AbortAsync();
        });
        // The service worker's own request for it would not pass by here, and its copy would answer the page.
        await visit.Page.AddInitScriptAsync("navigator.serviceWorker.register = () => Promise.reject(new Error('not here'));");
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.PressAsync("Forget this photo");
        var failed = visit.Page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.Contains("Failed to fetch", StringComparison.Ordinal) });
        forgotten.SetResult();
        await failed;
        await Assertions.Expect(visit.Page.Locator("#advice")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#keep")).ToBeHiddenAsync();
        Assert.Empty(await visit.Page.Locator("#keep").InnerHTMLAsync());
    }

    [Theory]
    [InlineData("['heart', 'square']", "Your face lies between heart and square. What is marked “Try” suits both.")]
    [InlineData("['heart', 'oblong', 'oval', 'round', 'square']", "What is marked “Try” is safe for every shape.")]
    public async Task Between_two_shapes_and_with_none_that_is_sure_the_advice_says_so(string shapes, string words)
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.InReaderAsync(
            $$"""
            const post = self.postMessage;
            self.postMessage = (message) => {
              if (message.type === 'reading') message.reading.advice.shapes = {{shapes}};
              post.call(self, message);
            }
            """);
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator(".advice-intro")).ToContainTextAsync(words);
    }

    [Fact]
    public async Task The_browsers_language_is_spoken_and_another_can_be_chosen_and_is_kept()
    {
        await using var visit = await site.VisitAsync(options => options.Locale = "es-MX");
        await visit.Page.GotoAsync("");
        await visit.Page.WaitForURLAsync("**/es/");
        await visit.UntilAsync("ready");
        await visit.UntilKeptAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.ReadAsync(await Photos.FaceAsync(quality: 90));
        await Assertions.Expect(visit.Page.Locator("#advice .topic h3")).ToHaveTextAsync(["Pelo", "Gafas"]);
        await Assertions.Expect(visit.Page.Locator("#counter-words")).ToHaveTextAsync("Desde que elegiste esta foto: 0 peticiones, 0 bytes enviados.");

        await visit.Page.Locator("a[data-language=en]").ClickAsync();
        await visit.Page.WaitForURLAsync(visit.Gateway.Address.AbsoluteUri);
        await visit.Page.GotoAsync("");
        await visit.UntilAsync("ready");
        Assert.Equal("en", await visit.Page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task Arabic_runs_from_right_to_left_and_reads_without_a_network()
    {
        await using var visit = await site.VisitAsync(options => options.Locale = "ar");
        await visit.Page.GotoAsync("ar/");
        await visit.UntilAsync("ready");
        await visit.UntilKeptAsync();
        await ReadAsync(visit);
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await ReadAsync(visit);
        await Assertions.Expect(visit.Page.Locator("#advice .topic h3")).ToHaveTextAsync(["الشعر", "النظارات"]);

        var chips = await visit.Page.Locator("#advice .chip").AllAsync();
        Assert.True((await chips[0].BoundingBoxAsync())!.X > (await chips[1].BoundingBoxAsync())!.X, "the first topic is the rightmost");
        Assert.Equal("rtl", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#answer h1')).direction"));
        await visit.Page.GotoAsync("ar/privacy/");
        await Assertions.Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("الخصوصية");
    }

    [Fact]
    public async Task A_language_that_is_visited_later_is_kept_too()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.UntilKeptAsync();
        await visit.Page.GotoAsync("tr/");
        await visit.UntilAsync("ready");
        await ReadAsync(visit);
        await visit.Gateway.StopAsync();
        await visit.ForgetHttpCacheAsync();
        await visit.Page.ReloadAsync();
        await visit.UntilAsync("ready");
        await ReadAsync(visit);
        await Assertions.Expect(visit.Page.Locator("#advice h2")).ToHaveTextAsync("Bu yüze yakışanlar");
    }

    [Fact]
    public async Task Numbers_are_written_at_build_time_as_scripts_write_them()
    {
        var page = (await open.PageAsync()).Page;
        foreach (var language in Language.All)
        {
            var locale = language.Code == "ar" ? "ar-u-nu-latn" : language.Code;
            foreach (var number in new[] { 1.0, 7.5, 999, 1234, 56789, 1234567 })
            {
                var expected = await page.EvaluateAsync<string>(
                    "([locale, number]) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(Math.floor(number))",
                    new object[] { locale, number });
                Assert.Equal(expected, language.Number(Math.Floor(number)));
            }

            var share = await page.EvaluateAsync<string>("(locale) => new Intl.NumberFormat(locale, { style: 'percent' }).format(0.54)", locale);
            Assert.Equal(share, language.Percent(0.54));
        }
    }

    /// <summary>Reads a photo whatever the language of the page.</summary>
    private static async Task ReadAsync(Visit visit)
    {
        await visit.ChooseAsync(await Photos.FaceAsync());
        await visit.UntilAsync("answered");
    }

    private static Task PressChipAsync(IPage page, string topic) => page.Locator("#advice .chip", new() { HasTextString = topic }).ClickAsync();
}
