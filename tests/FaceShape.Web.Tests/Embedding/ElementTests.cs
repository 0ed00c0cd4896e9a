using System.Text.Json;
using FaceShape.Cli.Serve;
using FaceShape.Shared;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests.Embedding;

/// <summary>The element for other people's pages, in such a page and in the site's own about it.</summary>
public sealed class ElementTests(Site site)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task The_element_answers_a_photo_in_a_page_of_another_origin_under_a_strict_policy_and_sends_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        using var end = new CancellationTokenSource();
        var started = new TaskCompletionSource<Uri>();
        var serving = SiteServer.RunAsync(Site.Folder, 0, started.SetResult, end.Token, shop.Origin);
        await using (var visit = await site.VisitAsync(other: new UriBuilder(await started.Task) { Host = "127.0.0.1" }.Uri))
        {
            var assets = visit.Gateway.Address.GetLeftPart(UriPartial.Authority);
            shop.Show(
                "<face-shape preload topics=\"glasses\"></face-shape>",
                $"<script type=\"module\" src=\"{assets}/element.js\"></script>",
                $"default-src 'none'; script-src 'wasm-unsafe-eval' {assets}; worker-src blob: {assets}; connect-src {assets}");
            await visit.Page.AddInitScriptAsync("""
                globalThis.told = [];
                for (const name of ['ready', 'progress', 'result', 'error']) {
                  document.addEventListener(`face-shape-${name}`, ({ detail }) => told.push({ name, detail: detail?.code ?? detail?.shape ?? detail }));
                }
                """);
            await visit.Page.GotoAsync(shop.Origin);
            var element = visit.Page.Locator("face-shape");
            Assert.True(await element.EvaluateAsync<bool>("({ preload }) => preload"));
            await UntilAsync(visit, () => visit.Page.EvaluateAsync<bool>("told.some(({ name }) => name === 'ready')"));
            var before = visit.Gateway.Exchanges.Count;
            await element.Locator("input[type=file]").SetInputFilesAsync((await Photos.FaceAsync()).Payload);
            await StateAsync(visit, "answered");

            var expected = (await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes))).Answer;
            var result = await visit.Page.EvaluateAsync<JsonElement>("told.find(({ name }) => name === 'result').detail");
            Assert.Equal(Names.Of(expected.Shape.Label), result.GetProperty("label").GetString());
            Assert.Equal(expected.Shape.Probability, result.GetProperty("probability").GetDouble(), 0.02);
            Assert.True(await visit.Page.EvaluateAsync<bool>(
                "told.some(({ name, detail }) => name === 'progress' && detail.loaded > 0 && detail.total >= detail.loaded)"));
            Assert.True(await element.Locator("[part=advice] [data-topic=glasses] [data-advice=prefer]").CountAsync() > 0);
            Assert.Empty(visit.Errors);
            Assert.All(visit.Gateway.Exchanges, exchange => Assert.Equal(("GET", 0, ""), (exchange.Method, exchange.BodyBytes, exchange.Query)));
            Assert.DoesNotContain(visit.Gateway.Exchanges.Skip(before), exchange => exchange.Path.EndsWith(".clr", StringComparison.Ordinal));
        }

        await end.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task The_page_about_the_element_shows_an_answer_in_its_language_and_what_it_was_told()
    {
        await using var visit = await OpenAsync("es/embed/");
        var element = visit.Page.Locator("face-shape");
        await Assertions.Expect(element.Locator("label")).ToHaveTextAsync("Elegir una foto");
        await ChooseAsync(visit, await Photos.FaceAsync());
        await StateAsync(visit, "answered");

        await Assertions.Expect(element.Locator("[part=chances] li")).ToHaveCountAsync(5);
        await Assertions.Expect(element.Locator("label")).ToHaveTextAsync("Probar otra foto");
        await Assertions.Expect(visit.Page.Locator("#events [data-event=face-shape-result] pre")).ToContainTextAsync("\"probability\"");
        var spanish = await element.Locator("[part=shape]").InnerTextAsync();
        await element.EvaluateAsync("(element) => { element.lang = 'ar'; }");
        await Assertions.Expect(element.Locator("[part=frame]")).ToHaveAttributeAsync("dir", "rtl");
        await Assertions.Expect(element.Locator("[part=shape]")).Not.ToHaveTextAsync(spanish);
        Assert.Empty(visit.Errors);

        await element.GetByRole(AriaRole.Button, new() { Name = "انسَ هذه الصورة" }).ClickAsync();
        await StateAsync(visit, "idle");
        Assert.Equal(0, await element.Locator("[part=chances]").CountAsync());
    }

    [Fact]
    public async Task With_an_answer_the_element_keeps_to_WCAG_2_2_A_and_AA_in_light_and_dark_and_fits_narrow_screens()
    {
        await using var visit = await OpenAsync("embed/");
        await ChooseAsync(visit, await Photos.FaceAsync());
        await StateAsync(visit, "answered");
        await visit.Page.Locator("face-shape summary").First.ClickAsync();
        await AccessibilityTests.AssertAccessibleAsync(visit.Page, "the element with an answer");
        await AccessibilityTests.AssertFitsAsync(visit.Page, "the element with an answer");
        await ChooseAsync(visit, Photos.Landscape);
        await StateAsync(visit, "failed");
        await AccessibilityTests.AssertAccessibleAsync(visit.Page, "the element with a trouble");
        await AccessibilityTests.AssertFitsAsync(visit.Page, "the element with a trouble");
    }

    [Fact]
    public async Task A_photo_is_chosen_and_its_answer_focused_by_keyboard_alone_and_heard()
    {
        await using var visit = await OpenAsync("embed/");
        var page = visit.Page;
        await Assertions.Expect(page.Locator("face-shape label")).ToHaveTextAsync("Choose a photo");
        await page.Locator("face-shape input[type=file]").FocusAsync();
        var chooser = await visit.EnterChooserAsync();
        await chooser.SetFilesAsync((await Photos.FaceAsync()).Payload);
        await StateAsync(visit, "answered");
        Assert.Equal("answer", await page.EvaluateAsync<string>("document.querySelector('face-shape').shadowRoot.activeElement.getAttribute('part')"));
        await Assertions.Expect(page.Locator("face-shape [role=status]")).ToContainTextAsync("Your face shape");
    }

    [Fact]
    public async Task The_page_gives_the_element_its_colours_its_scheme_and_the_looks_of_its_parts()
    {
        await using var visit = await OpenAsync("embed/");
        var element = visit.Page.Locator("face-shape");
        var button = element.Locator("label");
        await Assertions.Expect(button).ToHaveTextAsync("Choose a photo");
        var frame = element.Locator("[part=frame]");
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(frame).ToHaveCSSAsync("background-color", "rgb(25, 26, 33)");
        await element.EvaluateAsync("(element) => { element.style.colorScheme = 'light'; }");
        await Assertions.Expect(frame).ToHaveCSSAsync("background-color", "rgb(255, 254, 251)");
        await element.EvaluateAsync("""
            (element) => {
              element.style.setProperty('--face-shape-accent', 'rgb(1, 2, 3)');
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('face-shape::part(hint) { text-transform: uppercase; }');
              document.adoptedStyleSheets = [sheet];
            }
            """);
        await Assertions.Expect(button).ToHaveCSSAsync("background-color", "rgb(1, 2, 3)");
        await Assertions.Expect(element.Locator("[part=hint]")).ToHaveCSSAsync("text-transform", "uppercase");
    }

    [Fact]
    public async Task A_photo_that_waits_for_the_download_is_given_up_at_once_and_read_when_it_is_asked_for_again()
    {
        await using var visit = await OpenAsync("embed/");
        visit.Gateway.Break(Fault.Held, "face_trunk");
        var element = visit.Page.Locator("face-shape");
        await ChooseAsync(visit, await Photos.FaceAsync());
        await Assertions.Expect(element.Locator("[part=progress]")).ToBeVisibleAsync();
        await element.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await StateAsync(visit, "failed");
        await Assertions.Expect(element.Locator("[part=trouble]")).ToHaveAttributeAsync("data-code", "cancelled");
        visit.Gateway.Mend();
        await ChooseAsync(visit, await Photos.FaceAsync());
        await StateAsync(visit, "answered");
    }

    [Fact]
    public async Task Several_faces_are_told_and_the_largest_is_read_when_it_is_meant()
    {
        await using var visit = await OpenAsync("embed/");
        await ChooseAsync(visit, Photos.Group);
        await StateAsync(visit, "failed");
        var trouble = visit.Page.Locator("face-shape [part=trouble]");
        await Assertions.Expect(trouble).ToHaveAttributeAsync("data-code", "several-faces");
        await trouble.GetByRole(AriaRole.Button, new() { Name = "The largest" }).ClickAsync();
        await StateAsync(visit, "answered");
    }

    [Fact]
    public async Task A_photo_that_is_forgotten_while_it_is_opened_does_not_come_back()
    {
        await using var visit = await OpenWithLargePhotoAsync();
        var shown = await visit.Page.EvaluateAsync<string>("""
            async () => {
              await element.read(small);
              element.read(large).catch(() => {});
              await later(20);
              element.forget();
              await opened();
              return `${element.state}, ${canvas.hidden ? 'hidden' : 'visible'}, ${canvas.width} x ${canvas.height}`;
            }
            """);
        Assert.Equal("idle, hidden, 1 x 1", shown);
    }

    [Fact]
    public async Task The_picture_beside_an_answer_is_that_of_its_photo_and_no_larger_than_it_was_read()
    {
        await using var visit = await OpenWithLargePhotoAsync();
        var sizes = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const sizes = () => [`${canvas.width} x ${canvas.height}`, `${element.reading.width} x ${element.reading.height}`];
              const first = element.read(large).catch(() => {});
              await later(20);
              await element.read(small);
              await opened();
              const afterBoth = sizes();
              await element.read(large);
              return [...afterBoth, ...sizes()];
            }
            """);
        Assert.Equal(sizes[1], sizes[0]);
        Assert.Equal(["2048 x 1536", "2048 x 1536"], sizes[2..]);
        Assert.NotEqual(sizes[3], sizes[1]);
    }

    [Fact]
    public async Task An_element_that_cannot_find_its_files_says_so_and_tells_the_page()
    {
        await using var visit = await OpenAsync("embed/");
        await visit.Page.Locator("face-shape").EvaluateAsync("(element) => { element.assets = '/nowhere/'; }");
        await StateAsync(visit, "failed");
        await Assertions.Expect(visit.Page.Locator("face-shape [part=trouble]")).ToHaveAttributeAsync("data-code", "model-missing");
        await Assertions.Expect(visit.Page.Locator("#events [data-event=face-shape-error]").First).ToContainTextAsync("model-missing");
    }

    private static Task ChooseAsync(Visit visit, Photo photo) =>
        visit.Page.Locator("face-shape input[type=file]").SetInputFilesAsync(photo.Payload);

    private static async Task UntilAsync(Visit visit, Func<Task<bool>> happened)
    {
        for (var waited = 0; !await happened(); waited += 100)
        {
            Assert.True(waited < Patience, $"it did not happen: {await ShownAsync(visit)}");
            await Task.Delay(100);
        }
    }

    private static async Task StateAsync(Visit visit, string state)
    {
        var element = visit.Page.Locator("face-shape");
        await UntilAsync(visit, async () =>
        {
            var now = await element.GetAttributeAsync("data-state");
            if (now == "failed" && state != "failed") Assert.Fail(await ShownAsync(visit));
            return now == state;
        });
    }

    private static async Task<string> ShownAsync(Visit visit) =>
        $"{await visit.Page.Locator("face-shape [part=frame]").InnerTextAsync()}\n{string.Join('\n', visit.Console)}";

    /// <summary>The element has its reader; the page has a small photo, the same on 48 megapixels, and a way to wait as long as opening that takes.</summary>
    private async Task<Visit> OpenWithLargePhotoAsync()
    {
        var visit = await OpenAsync("embed/");
        await visit.Page.EvaluateAsync("""
            async (base64) => {
              const small = new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type: 'image/jpeg' });
              const face = await createImageBitmap(small);
              const wall = new OffscreenCanvas(8000, 6000);
              const context = wall.getContext('2d');
              context.fillStyle = '#a33';
              context.fillRect(0, 0, wall.width, wall.height);
              const width = 6000 * face.width / face.height;
              context.drawImage(face, (wall.width - width) / 2, 0, width, wall.height);
              const large = await wall.convertToBlob({ type: 'image/jpeg' });
              const element = document.querySelector('face-shape');
              const canvas = element.shadowRoot.querySelector('canvas');
              const later = (time) => new Promise((next) => setTimeout(next, time));
              const opened = async () => {
                (await createImageBitmap(large)).close();
                await later(500);
              };
              Object.assign(globalThis, { small, large, element, canvas, later, opened });
              await element.load();
            }
            """, Convert.ToBase64String((await Photos.FaceAsync()).Bytes));
        return visit;
    }

    private async Task<Visit> OpenAsync(string address)
    {
        var visit = await site.VisitAsync(options => options.ReducedMotion = ReducedMotion.Reduce);
        await visit.Page.GotoAsync(address);
        return visit;
    }
}
