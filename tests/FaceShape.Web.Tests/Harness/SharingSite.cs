using System.Net;
using System.Net.Sockets;
using FaceShape.Cli.Serve;
using FaceShape.Testing;
using FaceShape.Web.Building;

namespace FaceShape.Web.Tests.Harness;

/// <summary>The site as it is built for a deployer who has a collector.</summary>
public sealed class SharingSite : IAsyncLifetime
{
    private readonly CancellationTokenSource end = new();
    private readonly string folder = Directory.CreateTempSubdirectory("faceshape-sharing-").FullName;
    private Task serving = Task.CompletedTask;

    /// <summary>Where its pages send to.</summary>
    public Uri Collector { get; } = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>Where it is served.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>The models that its reports are about.</summary>
    public string Model { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return; // Each test skips, and says so.
        var options = SiteOptions.Parse(
        [
            "--browser", Repository.Path("artifacts", "publish", "FaceShape.Browser", "release_browser-wasm"),
            "--models", Repository.Path("models"), "--npm", Repository.Path("node_modules"), "--source", Repository.Path("src", "FaceShape.Web"),
            "--cache", Repository.Path("artifacts", "compressed"), "--out", Path.Combine(folder, "site"),
            "--collector", Collector.AbsoluteUri, "--donations", "yes",
        ]);
        await SiteBuilder.BuildAsync(options);
        Model = Training.Shadow.ModelIdentity.Of(options.Models).ToString();
        var started = new TaskCompletionSource<Uri>();
        serving = SiteServer.RunAsync(options.Out, 0, started.SetResult, end.Token);
        if (await Task.WhenAny(started.Task, serving) == serving) await serving;
        Server = new UriBuilder(await started.Task) { Host = "127.0.0.1" }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await serving;
        end.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
