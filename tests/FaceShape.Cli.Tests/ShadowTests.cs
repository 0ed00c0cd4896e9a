using System.Text.Json;
using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

/// <summary>The real protocol over HTTP to a real collector process.</summary>
public class ShadowTests
{
    private static readonly string[] Population =
        ["--devices", "10000", "--opt-in", "0.8", "--use", "0.9", "--feedback", "0.9", "--weeks", "2", "--champion", "0.5"];

    [Theory]
    [InlineData("0.65", "promote")]
    [InlineData("0.35", "stop")]
    public async Task A_better_challenger_is_promoted_and_a_worse_one_stopped_from_what_devices_reported(string challenger, string verdict)
    {
        Assert.SkipUnless(File.Exists(Home.Collector), "The collector is not built: run ./test");
        var folder = Directory.CreateTempSubdirectory("faceshape-shadow-").FullName;
        var run = await Cli.RunAsync(["simulate", .. Population, "--challenger", challenger, "--json", "--out", folder]);

        Assert.True(run.ExitCode == 0, run.Error);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(verdict, result.RootElement.GetProperty("shadow").GetProperty("verdict").GetString());
        Assert.Contains($"data-verdict=\"{verdict}\"", await File.ReadAllTextAsync(Path.Combine(folder, "shadow.html"), TestContext.Current.CancellationToken));
        // Some 100 intervals: below 87 % would come by chance once in several hundred runs.
        Assert.InRange(result.RootElement.GetProperty("covered").GetDouble(), 0.87, 1);
        Assert.True(result.RootElement.GetProperty("reports").GetInt64() > 10_000);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--opt-in", false)]
    [InlineData("--feedback", true)]
    public async Task Where_nobody_shares_or_says_what_is_right_what_would_take_forever_is_null_as_json_has_no_infinity(string chance, bool reports)
    {
        Assert.SkipUnless(File.Exists(Home.Collector), "The collector is not built: run ./test");
        var run = await Cli.RunAsync("simulate", "--devices", "100", "--weeks", "1", chance, "0", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        using var result = JsonDocument.Parse(run.Out);
        Assert.Equal(reports, result.RootElement.GetProperty("reports").GetInt64() > 0);
        Assert.All(result.RootElement.GetProperty("paper").EnumerateArray(), row => Assert.Equal(JsonValueKind.Null, row.GetProperty("weeksToDecide").ValueKind));
    }

    [Theory]
    [InlineData("name folders of photos, or --results", "shadow")]
    [InlineData("name the other with --challenger", "shadow", "photos")]
    [InlineData("is neither a folder of models nor the twelve digits", "shadow", "--champion", "xyz", "--results", "README.md")]
    [InlineData("contradict each other", "simulate", "--champion", "0.2", "--challenger", "0.9")]
    [InlineData("does not answer", "simulate", "--devices", "100", "--opt-in", "1", "--use", "1", "--collector", "http://127.0.0.1:1", "--publisher", "http://127.0.0.1:1")]
    public async Task What_cannot_be_compared_is_said(string expected, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("faceshape-shadow-").FullName;
        var results = Path.Combine(folder, "results.json");
        await File.WriteAllTextAsync(results, """{"schema":1,"cells":[]}""", TestContext.Current.CancellationToken);
        var run = await Cli.RunAsync([.. arguments.Select(argument => argument == "README.md" ? results : argument == "photos" ? folder : argument)]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Results_of_a_collector_are_looked_at_without_any_photo()
    {
        var results = Path.Combine(Directory.CreateTempSubdirectory("faceshape-shadow-").FullName, "results.json");
        await File.WriteAllTextAsync(results, """{"schema":1,"cells":[]}""", TestContext.Current.CancellationToken);
        var run = await Cli.RunAsync("shadow", "--champion", "c4a3910ca3d1", "--challenger", "c4a11e29e4d2", "--results", results);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("# Verdict: keep watching\n", run.Out);
    }

    [Fact]
    public async Task The_same_models_agree_on_every_photo()
    {
        var photos = Repository.Shared("data", "portraits", "generated");
        var run = await Cli.RunAsync("shadow", photos, "--challenger", Home.Models, "--photos", "6", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        using var report = JsonDocument.Parse(run.Out);
        Assert.Equal("keep-watching", report.RootElement.GetProperty("verdict").GetString());
        var agreement = report.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("name").GetString() == "Agreement");
        Assert.StartsWith("Both name the same shape for 100.0 %", agreement.GetProperty("words").GetString());
    }

    [Fact]
    public async Task The_tables_of_docs_scale_are_those_that_the_command_prints()
    {
        var run = await Cli.RunAsync("simulate", "--paper");
        var page = await File.ReadAllTextAsync(Repository.Path("docs", "scale.md"), TestContext.Current.CancellationToken);
        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.Split("\n\n"), table => Assert.Contains(table.Trim(), page));
    }
}
