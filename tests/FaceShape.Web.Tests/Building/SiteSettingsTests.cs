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

    [Theory]
    [InlineData("src/FaceShape/Names.cs")]
    [InlineData("src/FaceShape.Native/Session.cs")]
    [InlineData("src/FaceShape.Web/words/en/site.json")]
    [InlineData("docs/accuracy/report.json")]
    [InlineData("LICENSE")]
    [InlineData("eng/licences/Apache-2.0.txt")]
    public void A_change_to_what_goes_into_the_site_or_its_package_makes_the_site_due(string file)
    {
        var path = Path.Combine(root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "before");
        Build();
        Assert.False(IsDue());
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        Assert.True(IsDue());
    }

    [Theory]
    [InlineData("artifacts/site/index.html")]
    [InlineData("artifacts/npm/package.json")]
    public void The_site_is_due_where_it_or_its_package_is_missing(string file)
    {
        Build();
        Assert.False(IsDue());
        File.Delete(Path.Combine(root.FullName, file));
        Assert.True(IsDue());
    }

    private void Build(params ReadOnlySpan<(string Name, string Value)> settings) => Assert.Equal(
        0, Run("mkdir -p \"$site\" \"$npm_package\" \"$stamps\" \"$root/models\" && touch \"$site/index.html\" \"$npm_package/package.json\" && site_set >\"$stamps/site\"", settings));

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
