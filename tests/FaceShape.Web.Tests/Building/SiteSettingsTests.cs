using System.Diagnostics;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Building;

/// <summary>What a deployer sets decides with the sources whether the site is built anew.</summary>
public sealed class SiteSettingsTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("faceshape-settings-");

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("FACESHAPE_ADDRESS", "https://example.org/face/")]
    [InlineData("FACESHAPE_COLLECTOR", "https://collect.example.org/")]
    [InlineData("FACESHAPE_DONATIONS", "yes")]
    [InlineData("FACESHAPE_MODELS_KEY", "/keys/faceshape.pem.pub")]
    public void Another_setting_makes_the_site_due_and_the_same_one_does_not(string name, string value)
    {
        Build();
        Assert.False(IsDue());
        Assert.True(IsDue((name, value)));
        Build((name, value));
        Assert.False(IsDue((name, value)));
        Assert.True(IsDue());
    }

    [Fact]
    public void Another_key_in_the_same_place_makes_the_site_due()
    {
        var key = Path.Combine(root.FullName, "faceshape.pem.pub");
        File.WriteAllText(key, "one");
        Build(("FACESHAPE_MODELS_KEY", key));
        Assert.False(IsDue(("FACESHAPE_MODELS_KEY", key)));
        File.WriteAllText(key, "another");
        Assert.True(IsDue(("FACESHAPE_MODELS_KEY", key)));
    }

    private void Build(params ReadOnlySpan<(string Name, string Value)> settings) => Assert.Equal(
        0, Run("mkdir -p \"$site\" \"$stamps\" \"$root/models\" && touch \"$site/index.html\" && site_set >\"$stamps/site\"", settings));

    private bool IsDue(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        var code = Run("site_is_due", settings);
        Assert.InRange(code, 0, 1); // More is the script's own failure.
        return code == 0;
    }

    private int Run(string command, ReadOnlySpan<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail; root=$1; . \"$2\"; {command}", "bash", root.FullName, Repository.Path("eng", "setup.sh")]);
        foreach (var name in (string[])["FACESHAPE_ADDRESS", "FACESHAPE_COLLECTOR", "FACESHAPE_DONATIONS", "FACESHAPE_MODELS_KEY"]) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
