using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FaceShape.Web.Building.Networks;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests.Harness;

/// <summary>One person's visit: a browser profile of their own, one page, and the network between it and the server.</summary>
internal sealed class Visit(Gateway gateway, IBrowserContext context, IPage page) : IAsyncDisposable
{
    // Five programs may be building beside these tests.
    private const float Patience = 120_000;

    private readonly ConcurrentQueue<string> console = [];

    public Gateway Gateway => gateway;

    public IBrowserContext Context => context;

    public IPage Page => page;

    /// <summary>The sentence of a trouble; empty when there is none.</summary>
    public ILocator Trouble => page.Locator("#trouble:not([hidden])");

    /// <summary>The worker that reads.</summary>
    public IWorker Reader => WorkerOf("worker");

    /// <summary>All that the page wrote to the console.</summary>
    public IReadOnlyList<string> Console => [.. console];

    /// <summary>What the page wrote to the console as an error: also what its policy forbade.</summary>
    public IReadOnlyList<string> Errors => [.. console.Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];

    /// <summary>How often the page fetched ONNX Runtime as it was published, in place of the cut one.</summary>
    public int WholeRuntimes => Gateway.Exchanges.Count(exchange =>
        exchange.Path.Contains("/assets/ort-wasm-simd-threaded.", StringComparison.Ordinal) && exchange.Path.EndsWith(".wasm", StringComparison.Ordinal));

    /// <summary>Whether a function that was cut away from ONNX Runtime may be needed; else an answer that needed one fails the test.</summary>
    public bool MayNeedWholeRuntime { get; set; }

    /// <summary>The worker with a script; one that was ended may still be on the list, before the one in its place.</summary>
    public IWorker WorkerOf(string script) => page.Workers.Last(worker => worker.Url.Contains($"/assets/{script}.", StringComparison.Ordinal));

    /// <summary>
    /// Presses Enter where the focus is, and waits for the dialog to choose a file. After another page's dialog, headless Chromium now
    /// and then drops the next one without a word, so the key is pressed again as a person would.
    /// </summary>
    public async Task<IFileChooser> EnterChooserAsync()
    {
        for (var tries = 5; ; tries--)
        {
            try
            {
                return await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync("Enter"), new() { Timeout = 8_000 });
            }
            catch (TimeoutException) when (tries > 1)
            {
                console.Enqueue($"the dialog did not come; the focus is in {await page.EvaluateAsync<string>("document.activeElement?.localName")}");
                await page.BringToFrontAsync();
            }
        }
    }

    /// <summary>Takes down what the page writes to the console, to be shown when a test fails.</summary>
    public Visit Listen()
    {
        page.Console += (_, message) => console.Enqueue($"{message.Type}: {message.Text}");
        return this;
    }

    /// <summary>Opens the home page and waits until it can read photos.</summary>
    public async Task<Visit> OpenAsync()
    {
        await page.GotoAsync("");
        await UntilAsync("ready");
        return this;
    }

    /// <summary>The same person's second tab, which can read photos.</summary>
    public async Task<Visit> TabAsync() => await new Visit(gateway, context, await context.NewPageAsync()).Listen().OpenAsync();

    /// <summary>Takes down from now on each text that elements get, as those hear it who listen to the page.</summary>
    public Task ListenToAsync(params string[] ids) => page.EvaluateAsync(
        """
        (ids) => {
          window.heard = [];
          for (const id of ids) {
            const element = document.getElementById(id);
            new MutationObserver(() => element.textContent && window.heard.push(`${id}: ${element.textContent}`)).observe(element, { childList: true, characterData: true });
          }
        }
        """,
        ids);

    /// <summary>What was taken down.</summary>
    public Task<string[]> HeardAsync() =>
        page.EvaluateAsync<string[]>("new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(window.heard), 100)))");

    /// <summary>Waits for a state of the page; when it does not come, tells which came instead, and what the page wrote.</summary>
    public async Task UntilAsync(string state)
    {
        try
        {
            var root = page.Locator($"html[data-state={state}]");
            await root.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Patience });
        }
        catch (TimeoutException error)
        {
            var shown = await page.Locator("html").GetAttributeAsync("data-state");
            var words = string.Join(' ', await page.Locator("#trouble:visible, #working:visible").AllInnerTextsAsync());
            var asked = string.Join('\n', Gateway.Exchanges.Select(exchange => $"{exchange.Status} {exchange.Path} {exchange.SentBytes}"));
            throw new TimeoutException($"'{state}' did not come, the page is '{shown}': {words}\n{string.Join('\n', console)}\n{asked}", error);
        }
    }

    /// <summary>Waits until the service worker is in control and everything is kept for the time without a network.</summary>
    public async Task UntilKeptAsync()
    {
        await page.EvaluateAsync("navigator.serviceWorker.ready");
        await page.EvaluateAsync(
            """
            navigator.serviceWorker.controller
              ?? new Promise((taken) => navigator.serviceWorker.addEventListener('controllerchange', taken))
            """);
    }

    /// <summary>Whether an address is that of a network.</summary>
    public static bool IsModel(string path) =>
        path.EndsWith(PackedNetwork.Extension, StringComparison.Ordinal) || path.EndsWith(".onnx", StringComparison.Ordinal);

    /// <summary>Addresses of all that the site's caches hold.</summary>
    public async Task<IReadOnlyList<string>> KeptAsync() => await page.EvaluateAsync<string[]>(
        """
        async () => {
          const addresses = [];
          for (const name of await caches.keys()) {
            const requests = await (await caches.open(name)).keys();
            addresses.push(...requests.map(({ url }) => new URL(url).pathname));
          }
          return addresses;
        }
        """);

    /// <summary>Chooses a photo by the button that is there: the first, or the one for another.</summary>
    public Task ChooseAsync(Photo photo)
    {
        // What is hidden cannot be chosen by anybody.
        var visible = page.Locator("label:visible > input[type=file]:not(#file-more)");
        return visible.SetInputFilesAsync(photo.Payload);
    }

    /// <summary>Chooses a photo and gets its answer.</summary>
    public async Task<Answer> ReadAsync(Photo photo)
    {
        await ChooseAsync(photo);
        return await AnswerAsync();
    }

    /// <summary>Waits for the answer to what was chosen last; a trouble fails the test at once.</summary>
    public async Task<Answer> AnswerAsync()
    {
        await OutcomeAsync();
        if (await Trouble.CountAsync() > 0) Assert.Fail($"{await Trouble.InnerTextAsync()}\n{string.Join('\n', console)}");
        Assert.True(
            MayNeedWholeRuntime || !console.Any(line => line.Contains("The whole ONNX Runtime is needed", StringComparison.Ordinal)),
            "a network comes to a function of ONNX Runtime that eng/onnx-functions has not seen: run it anew");
        var card = page.Locator("#answer");
        Dictionary<string, double> probabilities = [];
        foreach (var meter in await card.Locator(".chances [role=meter]").AllAsync())
            probabilities[(await meter.GetAttributeAsync("aria-label"))!.ToLowerInvariant()] = await NumberAsync(meter, "aria-valuenow");
        return new((await card.GetAttributeAsync("data-shape"))!, await NumberAsync(card, "data-probability"), probabilities);
    }

    /// <summary>Presses a button that is visible.</summary>
    public Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>The worker goes on but says nothing any more: the page stays in the state "reading".</summary>
    public Task SilenceReaderAsync() => InReaderAsync(
        """
        self.postMessage = () => {};
        self.handedOver = new Promise((resolve) => addEventListener('message', ({ data }) => data.type === 'read' && resolve(true)))
        """);

    /// <summary>
    /// Waits until the silenced reader has the photo: the page is in the state "reading" while it still decodes, and a reader that is
    /// lost then is replaced without a word.
    /// </summary>
    public async Task UntilHandedOverAsync()
    {
        await UntilAsync("reading");
        await Reader.EvaluateAsync<bool>("() => self.handedOver");
    }

    /// <summary>Runs a line of script in the worker that reads.</summary>
    public Task InReaderAsync(string script) => Reader.EvaluateAsync<object?>($"() => {{ {script}; }}");

    /// <summary>Bytes of WebAssembly memory that both runtimes hold.</summary>
    public Task<long> ReaderMemoryAsync() => Reader.EvaluateAsync<long>(
        """
        () => new Promise((resolve) => {
          const post = self.postMessage;
          self.postMessage = ({ type, memory }) => {
            if (type !== 'pong') return;
            self.postMessage = post;
            resolve(memory);
          };
          self.dispatchEvent(new MessageEvent('message', { data: { type: 'ping' } }));
        })
        """);

    /// <summary>Before the page is opened: cookies and site data are blocked, so page and workers get no locks, no caches and no local storage.</summary>
    public async Task BlockSiteDataAsync()
    {
        const string Script =
            """
            {
              const denied = () => new DOMException('Access is denied for this document.', 'SecurityError');
              const types = [[LockManager, ['request', 'query']], [CacheStorage, ['open', 'has', 'keys', 'match', 'delete']]];
              for (const [{ prototype }, names] of types) for (const name of names) prototype[name] = () => Promise.reject(denied());
              Object.defineProperty(globalThis, 'localStorage', { get() { throw denied(); } });
            }

            """;
        await page.AddInitScriptAsync(Script);
        var blocked = (byte[] worker) => (byte[])[.. Encoding.UTF8.GetBytes(Script), .. worker];
        var workers = new[] { "worker", "networks", "decoder" }.SelectMany(name => Directory.GetFiles(Path.Combine(Site.Folder, "assets"), $"{name}.*.js"));
        gateway.Change([.. workers.Select(worker => (Path.GetFileName(worker), blocked))]);
    }

    /// <summary>The browser forgets its own copies, so that what is not in the site's caches must come over the network.</summary>
    public async Task ForgetHttpCacheAsync()
    {
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.clearBrowserCache");
        await session.DetachAsync();
    }

    /// <summary>Waits for a trouble and its sentence.</summary>
    public async Task TroubleAsync(string code, string sentence)
    {
        await OutcomeAsync();
        await Assertions.Expect(Trouble).ToHaveAttributeAsync("data-code", code);
        await Assertions.Expect(Trouble.Locator("h1")).ToHaveTextAsync(sentence);
        await Assertions.Expect(Trouble.Locator(".lede")).ToHaveTextAsync(new Regex(@"\w.*[.?]$"));
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        await gateway.DisposeAsync();
    }

    /// <summary>The states of the photo before are still there while a new one is opened, but not its panels.</summary>
    private Task OutcomeAsync() =>
        page.Locator("html[data-state=answered] #answer:not([hidden]), html[data-state=failed] #trouble:not([hidden])")
            .WaitForAsync(new() { Timeout = Patience });

    private static async Task<double> NumberAsync(ILocator element, string attribute) =>
        double.Parse((await element.GetAttributeAsync(attribute))!, CultureInfo.InvariantCulture);
}
