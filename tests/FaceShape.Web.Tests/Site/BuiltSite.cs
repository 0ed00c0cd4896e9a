using FaceShape.Cli.Serve;
using FaceShape.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FaceShape.Web.Tests.Site.BuiltSite))]

namespace FaceShape.Web.Tests.Site;

/// <summary>Chromium, and the site as ./run builds it. Each test gets a visitor of its own and, if it wants, a server of its own.</summary>
public sealed class BuiltSite : IAsyncLifetime
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly List<SiteHost> hosts = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts) await host.StopAsync();
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Serves the site until the tests end, or until it is stopped.</summary>
    internal async Task<SiteHost> ServeAsync()
    {
        var folder = Repository.Path("artifacts", "site");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "index.html")), "the site has not been built: run ./run --build-only once");
        var host = await SiteHost.StartAsync(folder);
        hosts.Add(host);
        return host;
    }

    /// <summary>A browser with nothing kept from earlier visits.</summary>
    /// <param name="options">Language, colours, permissions.</param>
    /// <param name="arguments">When given, a browser process of its own with these arguments.</param>
    internal async Task<IBrowserContext> VisitorAsync(BrowserNewContextOptions? options = null, params string[] arguments)
    {
        var process = arguments.Length > 0 ? await LaunchAsync(arguments) : browser ??= await LaunchAsync([]);
        var context = await process.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(60_000);
        return context;
    }

    private async Task<IBrowser> LaunchAsync(string[] arguments)
    {
        var path = Browsers.FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "Chromium is not installed: sudo apt-get install chromium");
        playwright ??= await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", .. arguments],
        });
    }
}

/// <summary>One server.</summary>
internal sealed class SiteHost
{
    private readonly CancellationTokenSource end;
    private readonly Task running;

    private SiteHost(Uri address, CancellationTokenSource end, Task running) => (Address, this.end, this.running) = (address, end, running);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    public static async Task<SiteHost> StartAsync(string folder)
    {
        var started = new TaskCompletionSource<Uri>();
        var end = new CancellationTokenSource();
        var running = SiteServer.RunAsync(folder, 0, started.SetResult, end.Token);
        if (await Task.WhenAny(started.Task, running) == running) await running;
        return new(await started.Task, end, running);
    }

    public async Task StopAsync()
    {
        await end.CancelAsync();
        await running;
    }
}
