using System.Diagnostics;
using System.Text.Json.Nodes;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Testing;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Tests;

/// <summary>What a deployer says in the catalogue: who is tried, and that it is them who say it.</summary>
public sealed class CatalogueTests : IDisposable
{
    private readonly ModelsCopy models = new();
    private readonly ModelsCopy challenger = new();
    private readonly DirectoryInfo keys = Directory.CreateTempSubdirectory("faceshape keys ");

    public CatalogueTests()
    {
        // Another shape of the same size under its own hash: nobody opens it here.
        challenger.FlipOneByte("classifiers/shape.onnx");
        var entry = CatalogueFile.Read(challenger.Folder).Find(ModelNames.ShapeClassifier);
        var text = File.ReadAllText(challenger.File(CatalogueFile.Name));
        File.WriteAllText(challenger.File(CatalogueFile.Name), text.Replace(entry.Sha256, ModelVerifier.Verify(challenger.Folder, entry).ActualSha256!, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        models.Dispose();
        challenger.Dispose();
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_challenger_is_entered_with_what_differs_and_switched_off_again()
    {
        var run = await Cli.RunAsync("models", "challenge", challenger.Folder, "--share", "25", "--models", models.Folder);

        Assert.Equal("", run.Error);
        var entered = CatalogueFile.Read(models.Folder).Challenger!;
        Assert.Equal((true, false, 25), (entered.Enabled, entered.Answers, entered.Share));
        Assert.Equal(ModelIdentity.Of(challenger.Folder).ToString(), entered.Name);
        Assert.Equal([ModelNames.ShapeClassifier], entered.Models.Select(model => model.Name));
        Assert.Contains($"{entered.Name} is tried beside the models in use on 25 of 100 devices: shape", run.Out);
        Assert.Equal(0, (await Cli.RunAsync("models", "verify", "--models", models.Folder)).ExitCode);

        Assert.Equal(0, (await Cli.RunAsync("models", "challenge", "--off", "--models", models.Folder)).ExitCode);
        Assert.Equivalent(entered with { Enabled = false }, CatalogueFile.Read(models.Folder).Challenger);

        models.FlipOneByte("challenger/shape.onnx");
        var damaged = await Cli.RunAsync("models", "verify", "--models", models.Folder);
        Assert.EndsWith("`faceshape models challenge` [model-corrupt]", Assert.Single(damaged.ErrorLines));
    }

    [Fact]
    public async Task Training_and_building_models_anew_leaves_the_challenger_there()
    {
        await Cli.RunAsync("models", "challenge", challenger.Folder, "--models", models.Folder);
        var before = CatalogueFile.Read(models.Folder);
        Assert.Equal(0, (await Cli.RunAsync("models", "build", "--update", "--models", models.Folder)).ExitCode);
        Assert.Equivalent(before.Challenger, CatalogueFile.Read(models.Folder).Challenger);
    }

    [Theory]
    [InlineData("holds the same models")]
    [InlineData("Name the folder of the models that are tried, or --off")]
    [InlineData("names no challenger", "--off")]
    public async Task What_cannot_be_tried_is_said(string words, params string[] arguments)
    {
        if (words.StartsWith("holds", StringComparison.Ordinal)) arguments = [models.Folder];
        var run = await Cli.RunAsync(["models", "challenge", .. arguments, "--models", models.Folder]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error);
    }

    [Fact]
    public async Task The_public_key_signs_nothing_and_leaves_list_and_signature_as_they_are()
    {
        var key = Path.Combine(keys.FullName, "key.pem");
        await Cli.RunAsync("models", "keygen", "--out", key);
        Assert.Equal(0, (await Cli.RunAsync("models", "sign", "--key", key, "--models", models.Folder)).ExitCode);
        string[] files = [models.File(CatalogueFile.Name), models.File(CatalogueSignature.Name)];
        string[] before = [.. files.Select(File.ReadAllText)];

        var run = await Cli.RunAsync("models", "sign", "--key", $"{key}.pub", "--models", models.Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("name the private one", Assert.Single(run.ErrorLines));
        Assert.Equal(before, files.Select(File.ReadAllText));
    }

    [Fact]
    public async Task With_a_key_in_the_environment_only_what_was_signed_with_it_is_used()
    {
        var key = Path.Combine(keys.FullName, "key.pem");
        Assert.Equal(0, (await Cli.RunAsync("models", "keygen", "--out", key)).ExitCode);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Equal(1, (await Cli.RunAsync("models", "keygen", "--out", key)).ExitCode); // never over a key that is there

        var (unsigned, said) = await VerifyAsync();
        Assert.Equal(1, unsigned);
        Assert.Contains("is not signed", said);
        Assert.EndsWith("[model-untrusted]", said.TrimEnd());

        Assert.Equal(0, (await Cli.RunAsync("models", "sign", "--key", key, "--models", models.Folder)).ExitCode);
        var first = CatalogueFile.Read(models.Folder).Issued;
        Assert.Equal(0, (await VerifyAsync()).ExitCode);
        Assert.Equal(0, (await Cli.RunAsync("models", "sign", "--key", key, "--models", models.Folder)).ExitCode);
        Assert.True(CatalogueFile.Read(models.Folder).Issued > first);

        var catalogue = JsonNode.Parse(await File.ReadAllTextAsync(models.File(CatalogueFile.Name), TestContext.Current.CancellationToken))!;
        catalogue["models"]![0]!["licence"] = "other";
        await File.WriteAllTextAsync(models.File(CatalogueFile.Name), catalogue.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Contains("somebody changed it", (await VerifyAsync()).Error);

        async Task<(int ExitCode, string Error)> VerifyAsync()
        {
            var start = new ProcessStartInfo(
                "dotnet", [Repository.Path("artifacts", "bin", "FaceShape.Cli", "release", "FaceShape.Cli.dll"), "models", "verify", "--models", models.Folder])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment[CatalogueSignature.KeyVariable] = $"{key}.pub";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await output;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, error);
        }
    }
}
