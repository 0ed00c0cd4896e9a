using System.Globalization;
using System.Text;
using FaceShape.Testing;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests.Site;

public sealed class PageTests(BuiltSite site)
{
    private static readonly string[] Shapes = ["heart", "oblong", "oval", "round", "square"];

    [Fact]
    public async Task A_photo_gives_an_answer_and_nothing_is_sent_while_it_is_read()
    {
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync();
        var page = await ReadyAsync(visitor, host);
        await page.Locator("#kept-words", new() { HasText = "Models" }).WaitForAsync();
        List<string> requests = [];
        visitor.Request += (_, request) => requests.Add($"{request.Method} {request.Url}");

        // The decoder's script comes from the service worker's cache: a request of the page, but none to the network.
        Assert.Equal("answered", await ReadAsync(page, TestPhotos.OneFace()));
        var answer = page.Locator("#answer");
        Assert.Contains(await answer.GetAttributeAsync("data-shape"), Shapes);
        Assert.InRange(double.Parse((await answer.GetAttributeAsync("data-probability"))!, CultureInfo.InvariantCulture), 0.2, 1);
        Assert.Equal(68, await page.Locator("#overlay circle").CountAsync());
        Assert.All(requests, request => Assert.StartsWith($"GET {host.Address}assets/", request, StringComparison.Ordinal));
        var panel = page.Locator("#privacy-panel");
        Assert.Equal("0", await panel.GetAttributeAsync("data-requests"));
        Assert.Equal("0", await panel.GetAttributeAsync("data-bytes"));
    }

    [Fact]
    public async Task After_one_visit_a_photo_is_read_without_the_server()
    {
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync();
        var page = await ReadyAsync(visitor, host);
        await page.Locator("#kept-words", new() { HasText = "Models" }).WaitForAsync();
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await host.StopAsync();

        await page.ReloadAsync();
        await StateAsync(page, "ready", "failed");
        Assert.Equal("answered", await ReadAsync(page, TestPhotos.OneFace()));
        await page.GotoAsync($"{host.Address}privacy/");
        Assert.Contains("Privacy", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_counts_what_is_sent_and_the_service_worker_refuses_what_is_not_a_download()
    {
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync();
        var page = await ReadyAsync(visitor, host);
        await page.ReloadAsync();
        await StateAsync(page, "ready");
        await ReadAsync(page, TestPhotos.Noise());

        await page.EvaluateAsync("fetch('no-such-file?a=12345').then(() => null, () => null)");
        await page.Locator("#privacy-panel[data-bytes='8']").WaitForAsync();
        Assert.Equal("1", await page.Locator("#privacy-panel").GetAttributeAsync("data-requests"));
        Assert.True(await page.EvaluateAsync<bool>("fetch('./', { method: 'POST', body: 'a photo' }).then(() => false, () => true)"));
        await page.Locator("#sent-words", new() { HasText = "1 refused" }).WaitForAsync();
    }

    [Fact]
    public async Task Each_trouble_shows_its_sentence_and_the_next_photo_is_read_all_the_same()
    {
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync();
        var page = await ReadyAsync(visitor, host);
        var photo = TestPhotos.OneFace();
        foreach (var (code, file) in new (string, byte[])[]
        {
            ("not-an-image", Encoding.UTF8.GetBytes("a letter, named photo.jpg")),
            ("empty-file", []),
            ("truncated", photo[..(photo.Length / 2)]),
            ("too-large", TestPhotos.Huge()),
            ("no-face", TestPhotos.Noise()),
            ("several-faces", TestPhotos.TwoFaces()),
        })
        {
            Assert.Equal("failed", await ReadAsync(page, file));
            Assert.Equal(code, await page.Locator("#trouble").GetAttributeAsync("data-code"));
            Assert.True(await page.Locator("#trouble h1").IsVisibleAsync());
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Read all" }).ClickAsync();
        await StateAsync(page, "answered");
        Assert.Equal(2, await page.Locator(".face").CountAsync());
        Assert.Equal("answered", await ReadAsync(page, photo));
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget everything" }).ClickAsync();
        await StateAsync(page, "ready");
        Assert.Equal(0, await page.Locator("#overlay circle").CountAsync());
        Assert.Null(await page.Locator("#answer").GetAttributeAsync("data-shape"));
    }

    [Theory]
    [InlineData("offline")]
    [InlineData("model-corrupt")]
    [InlineData("model-missing")]
    public async Task A_model_that_does_not_arrive_whole_is_named_and_fetched_again(string code)
    {
        var host = await site.ServeAsync();
        // Without a service worker all requests can be interfered with.
        await using var visitor = await site.VisitorAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        await visitor.RouteAsync("**/face_recognition.*.onnx", route => code switch
        {
            "offline" => route.AbortAsync("connectionreset"),
            "model-missing" => route.FulfillAsync(new() { Status = 404 }),
            _ => route.FulfillAsync(new() { BodyBytes = new byte[100_000] }),
        });
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());
        await StateAsync(page, "failed");
        Assert.Equal(code, await page.Locator("#trouble").GetAttributeAsync("data-code"));

        await visitor.UnrouteAsync("**/face_recognition.*.onnx");
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await StateAsync(page, "ready");
    }

    [Fact]
    public async Task A_photo_chosen_while_the_reader_loads_waits_and_is_read()
    {
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block });
        var gate = new TaskCompletionSource();
        await visitor.RouteAsync("**/*.onnx", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());
        await ChooseAsync(page, TestPhotos.OneFace());
        await page.Locator("#working-words", new() { HasText = "as soon as the reader is ready" }).WaitForAsync();
        await StateAsync(page, "loading");
        gate.SetResult();
        await StateAsync(page, "answered");
    }

    [Fact]
    public async Task The_camera_takes_a_photo_that_is_read_and_is_off_afterwards()
    {
        var host = await site.ServeAsync();
        var film = Path.Combine(Directory.CreateTempSubdirectory("faceshape film ").FullName, "face.mjpeg");
        await File.WriteAllBytesAsync(film, TestPhotos.OneFace(), TestContext.Current.CancellationToken);
        await using var visitor = await site.VisitorAsync(
            null, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        var page = await ReadyAsync(visitor, host);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        await page.Locator("#video").EvaluateAsync("v => new Promise(r => v.requestVideoFrameCallback(() => r(null)))");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the photo" }).ClickAsync();
        Assert.Equal("answered", await StateAsync(page, "answered", "failed"));
        Assert.True(await page.Locator("#video").EvaluateAsync<bool>("v => v.srcObject === null"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_on_any_state_of_the_page(ColorScheme scheme)
    {
        var axe = await File.ReadAllTextAsync(Repository.Npm("axe-core", "axe.min.js"), TestContext.Current.CancellationToken);
        var host = await site.ServeAsync();
        await using var visitor = await site.VisitorAsync(new() { ColorScheme = scheme, BypassCSP = true, ReducedMotion = ReducedMotion.Reduce });
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());
        await AxeAsync(page, axe, "loading");
        await StateAsync(page, "ready");
        await AxeAsync(page, axe, "ready");
        await ReadAsync(page, TestPhotos.OneFace());
        await AxeAsync(page, axe, "answered");
        await ReadAsync(page, TestPhotos.TwoFaces());
        await AxeAsync(page, axe, "failed");
        foreach (var other in new[] { "how-it-works/", "privacy/", "nowhere" })
        {
            await page.GotoAsync(host.Address + other);
            await AxeAsync(page, axe, other);
        }
    }

    private static async Task AxeAsync(IPage page, string axe, string state)
    {
        await page.EvaluateAsync(axe);
        var found = await page.EvaluateAsync<string[]>(
            "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' ')))");
        Assert.True(found.Length == 0, $"{state}: {string.Join('\n', found)}");
    }

    private static async Task<IPage> ReadyAsync(IBrowserContext visitor, SiteHost host)
    {
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(host.Address.ToString());
        await StateAsync(page, "ready");
        return page;
    }

    private static Task ChooseAsync(IPage page, byte[] photo) =>
        page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = photo });

    /// <summary>Chooses a photo and waits until the page is done with it.</summary>
    private static async Task<string> ReadAsync(IPage page, byte[] photo)
    {
        // The state of the photo before would otherwise be taken for this one's.
        await page.EvaluateAsync("document.documentElement.dataset.state = 'reading'");
        await ChooseAsync(page, photo);
        return await StateAsync(page, "answered", "failed");
    }

    private static async Task<string> StateAsync(IPage page, params string[] states)
    {
        await page.Locator(string.Join(", ", states.Select(state => $"html[data-state='{state}']"))).WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return (await page.Locator("html").GetAttributeAsync("data-state"))!;
    }
}
