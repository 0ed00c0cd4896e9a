using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Harness;

/// <summary>
/// One person's visit with WebKitGTK, whose engine is Safari's: Debian's small browser on a screen of its own, driven by the W3C's
/// WebDriver (w3.org/TR/webdriver2), which Playwright does not speak.
/// </summary>
internal sealed class WebKit : IAsyncDisposable
{
    private const string Element = "element-6066-11e4-a52e-4f735466cecf"; // What the standard calls a reference to an element.
    private const string TabKey = "\uE004";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly HttpClient client;
    private readonly Process screen;
    private readonly Process driver;
    private string session = "";

    private WebKit(Gateway gateway, HttpClient client, Process screen, Process driver) =>
        (Gateway, this.client, this.screen, this.driver) = (gateway, client, screen, driver);

    public Gateway Gateway { get; }

    /// <summary>A first visit of somebody new; the page is not opened yet.</summary>
    /// <param name="site">Whom to visit.</param>
    /// <param name="width">Of the window, pixels.</param>
    public static async Task<WebKit> VisitAsync(Site site, int width = 1280)
    {
        Assert.SkipWhen(Browsers.WebKitDriver is null, "WebKit is not installed: sudo apt-get install webkit2gtk-driver");
        Assert.SkipWhen(Browsers.Screen is null, "WebKit wants a screen: sudo apt-get install xvfb");
        var gateway = await site.GatewayAsync();
        var screen = Start(Browsers.Screen, null, "-displayfd", "1", "-screen", "0", "1400x1000x24");
        var port = Ports.Free();
        var display = await screen.StandardOutput.ReadLineAsync();
        var driver = Start(Browsers.WebKitDriver, display, $"--port={port}");
        driver.BeginOutputReadLine();
        var visit = new WebKit(gateway, new() { BaseAddress = new($"http://127.0.0.1:{port}/"), Timeout = Patience }, screen, driver);
        try
        {
            await visit.BeginAsync(width);
        }
        catch
        {
            await visit.DisposeAsync();
            throw;
        }

        return visit;
    }

    /// <summary>Opens a page of the site.</summary>
    public Task GoAsync(string path) => AskAsync(HttpMethod.Post, "url", new JsonObject { ["url"] = new Uri(Gateway.Address, path).AbsoluteUri });

    /// <summary>Opens the home page and waits until it can read photos.</summary>
    public async Task<WebKit> OpenAsync()
    {
        await GoAsync("");
        await UntilAsync("ready");
        return this;
    }

    /// <summary>Runs the body of a function in the page.</summary>
    public async Task<T> RunAsync<T>(string script)
    {
        var value = await AskAsync(HttpMethod.Post, "execute/sync", new JsonObject { ["script"] = script, ["args"] = new JsonArray() });
        return value.Deserialize<T>()!;
    }

    /// <summary>Waits for something to be true in the page.</summary>
    /// <param name="condition">An expression; it may be a promise.</param>
    public async Task UntilTrueAsync(string condition)
    {
        var waited = Stopwatch.StartNew();
        while (!await RunAsync<bool>($"return {condition}"))
        {
            Assert.True(waited.Elapsed < Patience, $"did not come: {condition}; the page says: {await RunAsync<string>("return document.body.innerText")}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a state of the page.</summary>
    public Task UntilAsync(string state) => UntilTrueAsync($"document.documentElement.dataset.state === '{state}'");

    /// <summary>Waits until the service worker is in control and everything is kept for the time without a network.</summary>
    public Task UntilKeptAsync() => UntilTrueAsync("navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)");

    /// <summary>Chooses a photo and gets its answer.</summary>
    public async Task<Answer> ReadAsync(Photo photo)
    {
        // Browsers take a chosen file's bytes when they are asked for, which is before there is an answer.
        var folder = Directory.CreateTempSubdirectory("faceshape-");
        try
        {
            var file = Path.Combine(folder.FullName, photo.Name);
            await File.WriteAllBytesAsync(file, photo.Bytes);
            var input = await RunAsync<JsonElement>("return [...document.querySelectorAll('label > input[type=file]:not(#file-more)')].find((input) => input.parentElement.checkVisibility())");
            await AskAsync(HttpMethod.Post, $"element/{input.GetProperty(Element).GetString()}/value", new JsonObject { ["text"] = file });
            await UntilTrueAsync("document.querySelector('[data-state=answered] #answer:not([hidden]), [data-state=failed] #trouble:not([hidden])') !== null");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        var trouble = await RunAsync<string?>("return document.querySelector('#trouble:not([hidden])')?.innerText ?? null");
        if (trouble is not null) Assert.Fail(trouble);
        var probabilities = await RunAsync<Dictionary<string, double>>(
            "return Object.fromEntries([...document.querySelectorAll('#answer .chances [role=meter]')].map((meter) => [meter.ariaLabel.toLowerCase(), Number(meter.ariaValueNow)]))");
        var said = await RunAsync<Dictionary<string, string>>("return { ...document.getElementById('answer').dataset }");
        return new(said["shape"], double.Parse(said["probability"], CultureInfo.InvariantCulture), probabilities);
    }

    /// <summary>Presses the tabulator and tells which element has the focus then.</summary>
    public async Task<string> TabAsync()
    {
        static JsonObject Key(string type) => new() { ["type"] = type, ["value"] = TabKey };
        await AskAsync(HttpMethod.Post, "actions", new JsonObject
        {
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "key", ["id"] = "keyboard", ["actions"] = new JsonArray(Key("keyDown"), Key("keyUp")) }),
        });
        return await RunAsync<string>("return document.activeElement.id");
    }

    public async ValueTask DisposeAsync()
    {
        if (session.Length > 0) await client.DeleteAsync(new Uri($"session/{session}", UriKind.Relative));
        client.Dispose();
        foreach (var process in new[] { driver, screen })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await Gateway.DisposeAsync();
    }

    private async Task BeginAsync(int width)
    {
        var options = new JsonObject { ["args"] = new JsonArray("--automation") };
        var wanted = new JsonObject { ["capabilities"] = new JsonObject { ["alwaysMatch"] = new JsonObject { ["webkitgtk:browserOptions"] = options } } };
        var waited = Stopwatch.StartNew();
        while (session.Length == 0)
        {
            try
            {
                session = (await SendAsync(HttpMethod.Post, "session", wanted)).GetProperty("sessionId").GetString()!;
            }
            catch (HttpRequestException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken); // The driver does not listen yet.
            }
        }

        await AskAsync(HttpMethod.Post, "window/rect", new JsonObject { ["width"] = width, ["height"] = 900 });
    }

    private Task<JsonElement> AskAsync(HttpMethod method, string command, JsonObject body) => SendAsync(method, $"session/{session}/{command}", body);

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, JsonObject body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var value = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("value");
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{address}: {value}");
        return value;
    }

    private static Process Start(string program, string? display, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DISPLAY"] = $":{display}";
        start.Environment["LIBGL_ALWAYS_SOFTWARE"] = "1"; // There is no graphics card behind such a screen.
        start.Environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"; // As root there is none; it sees this site alone.
        var process = Process.Start(start)!;
        process.BeginErrorReadLine(); // Nobody wants it, but a full pipe would stop the program.
        return process;
    }
}
