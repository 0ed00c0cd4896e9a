using FaceShape.Cli.Serve;
using FaceShape.Testing;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

// The browser takes both cores; tests that wait for each other's turn would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Site))]

namespace FaceShape.Web.Tests.Harness;

/// <summary>The built site behind its real server, one Chromium with a camera that films a photo, and other browsers where a test asks for them.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly CancellationTokenSource end = new();
    private readonly string camera = Path.Combine(Path.GetTempPath(), $"faceshape-{Guid.NewGuid():N}.mjpeg");
    private Task serving = Task.CompletedTask;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowser? firefox;
    private Uri? server;

    /// <summary>The folder that ./run builds.</summary>
    public static string Folder { get; } = Repository.Path("artifacts", "site");

    public async ValueTask InitializeAsync()
    {
        if (Browsers.Chromium is null) return; // Each test skips, and says so.
        if (!File.Exists(Path.Combine(Folder, "index.html")))
            throw new InvalidOperationException($"There is no site in {Folder}: run ./run --build-only");
        server = await ServeAsync();
        await File.WriteAllBytesAsync(camera, Photos.Film(await Photos.FaceAsync()));
        playwright = await Playwright.CreateAsync();
        browser = await LaunchAsync(camera);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        if (firefox is not null) await firefox.CloseAsync();
        playwright?.Dispose();
        await end.CancelAsync();
        await serving;
        end.Dispose();
        File.Delete(camera);
    }

    /// <summary>A first visit of somebody new: empty caches, an address of their own. The page is not opened yet.</summary>
    /// <param name="configure">Changes the browser.</param>
    /// <param name="other">A server of another build of the site.</param>
    /// <param name="with">Another browser; see <see cref="FilmAsync"/> and <see cref="FirefoxAsync"/>.</param>
    internal async Task<Visit> VisitAsync(Action<BrowserNewContextOptions>? configure = null, Uri? other = null, IBrowser? with = null)
    {
        var gateway = await GatewayAsync(other);
        var options = new BrowserNewContextOptions
        {
            BaseURL = gateway.Address.AbsoluteUri,
            ViewportSize = new() { Width = 1280, Height = 900 },
        };
        configure?.Invoke(options);
        var context = await (with ?? browser!).NewContextAsync(options);
        return new Visit(gateway, context, await context.NewPageAsync()).Listen();
    }

    /// <summary>What a visit comes through, at an address of its own.</summary>
    /// <param name="other">A server of another build of the site.</param>
    internal async Task<Gateway> GatewayAsync(Uri? other = null)
    {
        NeedChromium();
        var gateway = new Gateway(other ?? server!);
        await gateway.StartAsync();
        return gateway;
    }

    /// <summary>Firefox as it is installed, driven by WebDriver BiDi: workers cannot be looked into, and there is no film.</summary>
    internal async Task<IBrowser> FirefoxAsync()
    {
        Assert.SkipWhen(Browsers.Firefox is null, "Firefox is not installed: sudo apt-get install firefox-esr");
        NeedChromium();
        return firefox ??= await playwright!.Firefox.LaunchAsync(new() { Channel = "moz-firefox", ExecutablePath = Browsers.Firefox });
    }

    /// <summary>A browser whose camera films a photo: there is one film a browser.</summary>
    internal async Task<IBrowser> FilmAsync(Photo photo)
    {
        NeedChromium();
        var film = Path.Combine(Path.GetTempPath(), $"faceshape-{Guid.NewGuid():N}.mjpeg");
        await File.WriteAllBytesAsync(film, Photos.Film(photo));
        var filming = await LaunchAsync(film);
        filming.Disconnected += (_, _) => File.Delete(film);
        return filming;
    }

    private static void NeedChromium() => Assert.SkipWhen(Browsers.Chromium is null, "Chromium is not installed: sudo apt-get install chromium");

    private Task<IBrowser> LaunchAsync(string film) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Browsers.Chromium,
        Args =
        [
            "--no-sandbox", // Chromium refuses to run as root without it.
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            $"--use-file-for-fake-video-capture={film}",
        ],
    });

    private async Task<Uri> ServeAsync()
    {
        var started = new TaskCompletionSource<Uri>();
        serving = SiteServer.RunAsync(Folder, 0, started.SetResult, end.Token);
        if (await Task.WhenAny(started.Task, serving) == serving) await serving;
        return new UriBuilder(await started.Task) { Host = "127.0.0.1" }.Uri;
    }
}
