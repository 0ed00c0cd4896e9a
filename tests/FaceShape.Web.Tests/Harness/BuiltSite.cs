using FaceShape.Cli.Serve;
using FaceShape.Testing;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Harness;

/// <summary>A site that is built for some tests alone, behind its real server.</summary>
internal sealed class BuiltSite : IAsyncDisposable
{
    private readonly CancellationTokenSource end = new();
    private Task serving = Task.CompletedTask;

    /// <summary>Where it is served.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>Builds a site and serves it.</summary>
    /// <param name="folder">Where it is put.</param>
    /// <param name="arguments">More options of the build.</param>
    public static async Task<BuiltSite> BuildAsync(string folder, params string[] arguments)
    {
        var options = SiteOptions.Parse(
        [
            "--browser", Repository.Path("artifacts", "publish", "FaceShape.Browser", "release_browser-wasm"),
            "--npm", Repository.Path("node_modules"), "--source", Repository.Path("src", "FaceShape.Web"),
            "--cache", Repository.Path("artifacts", "compressed"), "--out", folder, .. arguments,
        ]);
        await SiteBuilder.BuildAsync(options);
        var site = new BuiltSite();
        var started = new TaskCompletionSource<Uri>();
        site.serving = SiteServer.RunAsync(options.Out, 0, started.SetResult, site.end.Token);
        if (await Task.WhenAny(started.Task, site.serving) == site.serving) await site.serving;
        site.Server = new UriBuilder(await started.Task) { Host = "127.0.0.1" }.Uri;
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        end.Dispose();
    }
}
