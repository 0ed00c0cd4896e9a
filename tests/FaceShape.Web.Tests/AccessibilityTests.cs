using System.Text.Json;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Testing;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests;

public sealed class AccessibilityTests(Site site)
{
    /// <summary>What the page can look like, in an order in which each leads to the next.</summary>
    internal static readonly string[] States = ["loading", "ready", "camera", "failed", "several-faces", "answered", "reading"];

    [Fact]
    public async Task Every_state_keeps_to_WCAG_2_2_A_and_AA_in_light_and_dark_and_fits_narrow_screens()
    {
        await using var visit = await site.VisitAsync(options => options.ReducedMotion = ReducedMotion.Reduce);
        foreach (var state in States)
        {
            await BringAsync(visit, state);
            await AssertAccessibleAsync(visit.Page, state);
            await AssertFitsAsync(visit.Page, state);
        }
    }

    [Fact]
    public async Task Every_other_page_keeps_to_WCAG_2_2_A_and_AA_in_light_and_dark_and_fits_narrow_screens()
    {
        await using var visit = await site.VisitAsync(options => options.ReducedMotion = ReducedMotion.Reduce);
        foreach (var address in new[] { "how-it-works/", "accuracy/", "models/", "embed/", "shapes/heart/", "ar/shapes/square/", "es/privacy/", "no/such/page" })
        {
            await visit.Page.GotoAsync(address);
            await AssertAccessibleAsync(visit.Page, address);
            await AssertFitsAsync(visit.Page, address);
        }
    }

    [Fact]
    public async Task In_Arabic_the_figures_of_a_chart_stand_beside_its_grid_and_not_on_it()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("ar/accuracy/");
        var chart = visit.Page.Locator(".chart").First;
        var (figure, grid) = ((await chart.Locator("text").First.BoundingBoxAsync())!, (await chart.Locator(".grid").First.BoundingBoxAsync())!);
        Assert.InRange(figure.X + figure.Width, 0, grid.X);
    }

    [Theory]
    [InlineData("Chromium")]
    [InlineData("Firefox")]
    public async Task On_a_phone_tabs_come_to_the_photo_before_what_stands_below_it(string browser)
    {
        var other = browser == "Firefox" ? await site.FirefoxAsync() : null;
        await using var visit = await site.VisitAsync(options => options.ViewportSize = new() { Width = 390, Height = 844 }, with: other);
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator(".wordmark").FocusAsync();
        var order = new List<string>();
        for (var presses = 0; presses < 12; presses++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            order.Add(await FocusedAsync(visit.Page));
        }

        Assert.Contains("file-again", order);
        Assert.InRange(order.IndexOf("lines"), 0, order.IndexOf("file-again"));

        // Turned on its side, a tablet has the photo beside the words, and behind them.
        await visit.Page.Locator("#lines").FocusAsync();
        await visit.Page.SetViewportSizeAsync(1180, 820);
        await Assertions.Expect(visit.Page.Locator(".side + #stage")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#lines")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("es/")]
    [InlineData("tr/")]
    [InlineData("ar/")]
    public async Task Neither_wider_spacing_nor_text_of_twice_the_size_makes_a_phone_scroll_sideways(string language)
    {
        await using var visit = await site.VisitAsync(options => options.ReducedMotion = ReducedMotion.Reduce);
        await visit.Page.GotoAsync(language);
        await visit.UntilAsync("ready");
        await AssertFitsLargeTextAsync(visit.Page, $"{language} before a photo");
        await visit.Page.Locator("#camera-open").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeFocusedAsync();
        await visit.Page.Locator("#camera-auto").UncheckAsync(); // Else it goes on by itself.
        await AssertFitsLargeTextAsync(visit.Page, $"{language} with the camera");
        await visit.Page.Locator("#camera-close").ClickAsync();
        await visit.Page.Locator("#history-on").CheckAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(visit.Page.Locator(".wear").First).ToBeVisibleAsync();
        await AssertFitsLargeTextAsync(visit.Page, $"{language} with an answer");
        foreach (var address in new[] { "models/", "privacy/", "shapes/heart/" })
        {
            await visit.Page.GotoAsync(language + address);
            await AssertFitsLargeTextAsync(visit.Page, language + address);
        }
    }

    [Fact]
    public async Task A_photo_is_chosen_read_and_forgotten_by_keyboard_alone_with_the_focus_always_visible()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var page = visit.Page;
        await TabToAsync(page, "file");
        var chooser = await visit.EnterChooserAsync();
        await chooser.SetFilesAsync((await Photos.FaceAsync()).Payload);
        await visit.AnswerAsync();
        Assert.Equal("answer", await FocusedAsync(page));

        await TabToAsync(page, "lines");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Locator("#overlay")).ToHaveCSSAsync("opacity", "0");
        await TabToAsync(page, "forget", "Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await visit.UntilAsync("ready");
    }

    [Fact]
    public async Task People_who_listen_hear_that_a_photo_is_read_and_what_came_of_it()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var announcer = visit.Page.Locator("#announcer[aria-live=polite]");
        var answer = await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(announcer).ToContainTextAsync(answer.Shape, new() { IgnoreCase = true });
        await visit.ChooseAsync(Photos.Landscape);
        await Assertions.Expect(announcer).ToContainTextAsync("No face was found.");
    }

    [Fact]
    public async Task What_goes_off_the_page_or_out_of_use_hands_the_focus_on()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        var page = visit.Page;
        await PressAsync("camera-open", "camera-take");
        await page.Locator("#camera-auto").UncheckAsync(); // Else it may go on by itself.
        await PressAsync("camera-close", "camera-open");

        await page.Locator("#history-on").CheckAsync();
        for (var i = 0; i < 3; i++) await visit.ReadAsync(await Photos.FaceAsync(quality: 90 + i));
        await page.Locator("#file-more").FocusAsync();
        await page.Locator("#file-more").SetInputFilesAsync((await Photos.OtherOfTheSameAsync()).Payload);
        await Assertions.Expect(page.Locator("#several")).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        Assert.Equal("file-more", await FocusedAsync(page));
        await PressAsync("forget", "file");

        await page.Locator("#history-list button").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#history-list button")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#history-list button").First).ToBeFocusedAsync();
        await PressAsync("history-delete", "history-on");
        await visit.ReadAsync(await Photos.FaceAsync());
        await page.Locator("#history-list button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#history-on")).ToBeFocusedAsync();
        await PressAsync("kept-delete", "kept-title");

        async Task PressAsync(string id, string next)
        {
            await page.Locator($"#{id}").FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator($"#{next}")).ToBeFocusedAsync(new() { Timeout = 30_000 });
        }
    }

    [Fact]
    public async Task A_focus_that_is_elsewhere_stays_there_when_a_further_photo_was_weighed()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.Page.Locator("#file-more").FocusAsync();
        await visit.Page.Locator("#file-more").SetInputFilesAsync((await Photos.OtherOfTheSameAsync()).Payload);
        await visit.Page.Locator("#lines").FocusAsync();
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        Assert.Equal("lines", await FocusedAsync(visit.Page));
    }

    [Fact]
    public async Task While_a_network_comes_people_who_listen_hear_beginning_and_end_once_and_no_count_of_bytes()
    {
        await using var visit = await (await site.VisitAsync()).OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await visit.ListenToAsync("announcer", "several-note", "several-bytes");
        await visit.Page.Locator("#file-more").SetInputFilesAsync((await Photos.OtherOfTheSameAsync()).Payload);
        await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
        var heard = await visit.HeardAsync();
        Assert.Contains(heard, text => text.StartsWith("several-bytes: To see whether two photos show one person", StringComparison.Ordinal));
        Assert.Equal(
            ["several-note: Reading this photo…", $"several-note: {await visit.Page.Locator("#several-note").InnerTextAsync()}"],
            heard.Where(text => !text.StartsWith("several-bytes", StringComparison.Ordinal)));
        await Assertions.Expect(visit.Page.Locator("#several-bytes")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task In_forced_colours_it_is_seen_what_is_on_what_is_pressed_and_how_far_a_download_is()
    {
        await using var visit = await site.VisitAsync(options => options.ForcedColors = ForcedColors.Active);
        var page = visit.Page;
        await visit.OpenAsync();
        await visit.ReadAsync(await Photos.FaceAsync());
        await Assertions.Expect(page.Locator("#advice .topics .chip").First).ToBeVisibleAsync();

        var looks = await page.EvaluateAsync<Dictionary<string, string[]>>(
            """
            () => {
              const looks = (element, on) => {
                if (element.type === 'checkbox') element.checked = on;
                else element.setAttribute('aria-pressed', on);
                const { backgroundColor, borderTopColor } = getComputedStyle(element);
                return [backgroundColor, borderTopColor, getComputedStyle(element, '::after').backgroundColor];
              };
              const face = document.getElementById('faces').appendChild(Object.assign(document.createElement('button'), { className: 'face' }));
              const found = {};
              for (const [name, element] of Object.entries({
                switch: document.getElementById('history-on'), chip: document.querySelector('#advice .chip'), wear: document.querySelector('.wear'), face,
              })) {
                element.style.transition = 'none';
                found[`${name} off`] = looks(element, false);
                found[`${name} on`] = looks(element, true);
              }
              return found;
            }
            """);
        foreach (var name in new[] { "switch", "chip", "wear", "face" }) Assert.NotEqual(looks[$"{name} off"], looks[$"{name} on"]);
        foreach (var state in new[] { "off", "on" }) Assert.NotEqual(looks[$"switch {state}"][0], looks[$"switch {state}"][2]);

        await page.EvaluateAsync(
            """
            () => {
              const half = Object.assign(document.createElement('progress'), { max: 2, value: 1 });
              Object.assign(half.style, { position: 'fixed', inset: '32px auto auto 0', width: '200px', zIndex: 9 });
              document.body.append(half);
            }
            """);
        var bar = new PhotoDecoder().Decode(await page.ScreenshotAsync(new() { Clip = new() { X = 0, Y = 20, Width = 200, Height = 32 } }));
        Assert.NotEqual(Pixel(bar, 50), Pixel(bar, 150));

        static int Pixel(Raster picture, int x) => BitConverter.ToInt32(picture.Pixels, 4 * (picture.Height / 2 * picture.Width + x));
    }

    /// <summary>Brings the page from one of <see cref="States"/> to the next, and keeps it there.</summary>
    internal static async Task BringAsync(Visit visit, string state)
    {
        switch (state)
        {
            case "loading":
                visit.Gateway.Break(Fault.Held, "face_trunk");
                await visit.Page.GotoAsync("");
                break;
            case "ready":
                visit.Gateway.Mend();
                await visit.UntilAsync("ready");
                break;
            case "camera":
                await visit.PressAsync("Use the camera");
                await Assertions.Expect(visit.Page.Locator("#camera-take")).ToBeFocusedAsync();
                await visit.Page.Locator("#camera-auto").UncheckAsync(); // Else it goes on by itself.
                await Assertions.Expect(visit.Page.Locator("#camera")).Not.ToHaveAttributeAsync("data-guidance", "waiting");
                await visit.Page.Locator("#camera-frames .chip").First.ClickAsync();
                await Assertions.Expect(visit.Page.Locator("#live .glasses")).ToHaveCountAsync(1);
                break;
            case "failed":
                await visit.PressAsync("Cancel");
                await visit.ChooseAsync(Photos.Landscape);
                await visit.TroubleAsync("no-face", "No face was found.");
                break;
            case "several-faces":
                await visit.ChooseAsync(Photos.Group);
                await visit.TroubleAsync("several-faces", "There are several faces.");
                await visit.PressAsync("Read all, let me choose");
                await visit.AnswerAsync();
                break;
            case "answered":
                await visit.Page.Locator("#history-on").CheckAsync();
                await visit.ReadAsync(await Photos.FaceAsync());
                await visit.Page.Locator("#file-more").SetInputFilesAsync((await Photos.OtherOfTheSameAsync()).Payload);
                await Assertions.Expect(visit.Page.Locator("#several")).ToHaveAttributeAsync("data-state", "fused", new() { Timeout = 60_000 });
                break;
            case "reading":
                await visit.SilenceReaderAsync();
                await visit.ChooseAsync(await Photos.FaceAsync());
                await Assertions.Expect(visit.Page.Locator("#working-words")).ToHaveTextAsync("Reading your photo…");
                break;
        }
    }

    internal static async Task AssertAccessibleAsync(IPage page, string where)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Repository.Npm("axe-core", "axe.min.js")));
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var found = await page.EvaluateAsync<JsonElement>(
                """
                async () => {
                  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
                  const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
                  const told = violations.flatMap(({ id, nodes }) =>
                    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
                  return { told, passed: passes.length };
                }
                """);
            Assert.True(found.GetProperty("passed").GetInt32() > 10, $"axe-core looked at too little of {where}");
            var told = found.GetProperty("told").EnumerateArray().Select(item => item.GetString());
            Assert.True(found.GetProperty("told").GetArrayLength() == 0, $"{where}, {scheme}:\n{string.Join('\n', told)}");
        }
    }

    /// <summary>320 pixels are a small phone, 640 are 1,280 at 200 % zoom.</summary>
    internal static async Task AssertFitsAsync(IPage page, string where)
    {
        foreach (var (width, height) in new[] { (320, 568), (640, 450), (3840, 2160) })
        {
            await page.SetViewportSizeAsync(width, height);
            await AssertNoSidewaysAsync(page, $"{where} at {width} pixels");
        }
    }

    /// <summary>The distances of WCAG 1.4.12 on a small phone, and text of twice the size on one of the usual width.</summary>
    private static async Task AssertFitsLargeTextAsync(IPage page, string where)
    {
        const string Spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";
        foreach (var (width, style) in new[] { (320, Spacing), (360, "html { font-size: 200% !important; }") })
        {
            await page.SetViewportSizeAsync(width, 740);
            await page.EvaluateAsync("style => { document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync(style); }", style);
            await AssertNoSidewaysAsync(page, $"{where} at {width} pixels with {style}");
        }

        await page.EvaluateAsync("document.adoptedStyleSheets = []");
    }

    private static async Task AssertNoSidewaysAsync(IPage page, string where)
    {
        var wide = await page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
              : [...document.querySelectorAll('body *')].filter((item) => (({ left, right }) => right > innerWidth + 1 || left < -1)(item.getBoundingClientRect()))
                  .map((item) => `${item.tagName}#${item.id}.${item.getAttribute('class')}`).concat('and the page')
            """);
        Assert.True(wide.Length == 0, $"{where} scrolls sideways: {string.Join(' ', wide)}");
    }

    private static async Task TabToAsync(IPage page, string id, string key = "Tab")
    {
        for (var presses = 0; presses < 30; presses++)
        {
            await page.Keyboard.PressAsync(key);
            var marked = await page.EvaluateAsync<bool>(
                """
                () => [document.activeElement].flatMap((item) => [item, item.closest('label'), item.nextElementSibling]).some((item) => {
                  const style = item && getComputedStyle(item);
                  return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                })
                """);
            Assert.True(marked, $"the focus on '{await FocusedAsync(page)}' cannot be seen");
            if (await FocusedAsync(page) == id) return;
        }

        Assert.Fail($"'{id}' cannot be reached with {key}");
    }

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim()");
}
