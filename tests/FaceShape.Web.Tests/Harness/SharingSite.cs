using FaceShape.Testing;

namespace FaceShape.Web.Tests.Harness;

/// <summary>The site as it is built for a deployer who has a collector, and models to try beside those in use.</summary>
public sealed class SharingSite : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("faceshape-sharing-").FullName;
    private BuiltSite? site;

    /// <summary>Where its pages send to.</summary>
    public Uri Collector { get; } = new($"http://127.0.0.1:{Ports.Free()}/");

    /// <summary>Where it is served.</summary>
    public Uri Server => site!.Server;

    /// <summary>The models that its reports are about: those in use, and those that are tried.</summary>
    public string Models { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Browsers.Chromium is null) return; // Each test skips, and says so.
        var models = Path.Combine(folder, "models");
        var challenger = TriedModels.Make(models, share: 100, answers: false);
        Models = $"{Training.Shadow.ModelIdentity.Of(models)},{challenger.Name}";
        site = await BuiltSite.BuildAsync(
            Path.Combine(folder, "site"), "--models", models, "--collector", Collector.AbsoluteUri, "--donations", "yes");
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
