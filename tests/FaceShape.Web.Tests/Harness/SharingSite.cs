using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FaceShape.Cli.Serve;
using FaceShape.Inference;
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

    /// <summary>The models that its reports are about: those in use, and those that are tried.</summary>
    public string Models { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return; // Each test skips, and says so.
        var options = SiteOptions.Parse(
        [
            "--browser", Repository.Path("artifacts", "publish", "FaceShape.Browser", "release_browser-wasm"),
            "--models", Repository.Path("models"), "--npm", Repository.Path("node_modules"), "--source", Repository.Path("src", "FaceShape.Web"),
            "--cache", Repository.Path("artifacts", "compressed"), "--out", Path.Combine(folder, "site"),
            "--collector", Collector.AbsoluteUri, "--donations", "yes", "--challenger", NewChallenger(),
        ]);
        await SiteBuilder.BuildAsync(options);
        Models = $"{Training.Shadow.ModelIdentity.Of(options.Models)},{Training.Shadow.ModelIdentity.Of(options.Challenger!)}";
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

    /// <summary>The same models under another name, because one that the light walk does not use is missing: they must agree.</summary>
    private string NewChallenger()
    {
        var challenger = Path.Combine(folder, "challenger");
        var catalogue = JsonNode.Parse(File.ReadAllText(Repository.Path("models", "models.json")))!;
        var models = catalogue["models"]!.AsArray();
        models.Remove(models.Single(model => (string)model!["name"]! == ModelNames.JawClassifier));
        foreach (var model in models)
        {
            var file = Path.Combine(challenger, (string)model!["file"]!);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(Repository.Path("models", (string)model["file"]!), file);
        }

        File.WriteAllText(Path.Combine(challenger, "models.json"), catalogue.ToJsonString());
        return challenger;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
