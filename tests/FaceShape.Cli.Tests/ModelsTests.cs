using System.Text.Json;
using FaceShape.Inference;

namespace FaceShape.Cli.Tests;

public class ModelsTests
{
    private static readonly string[] Expected = [.. ModelNames.All, .. ModelNames.AllLight, ModelNames.DescriptorRest];

    [Fact]
    public async Task The_models_that_come_with_the_program_are_those_of_the_catalogue()
    {
        var run = await Cli.RunAsync("models", "verify");

        Assert.Equal(Expected.Select(name => $"{name}: ok").Order(), run.OutLines.Order());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Verify_names_each_model_that_is_wrong_and_goes_on()
    {
        using var models = new ModelsCopy();
        models.FlipOneByte("face_recognition.onnx");
        File.Delete(models.File("ssd_mobilenetv1.onnx"));

        var run = await Cli.RunAsync("models", "verify", "--models", models.Folder);
        var json = await Cli.RunAsync("models", "verify", "--json", "--models", models.Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.ErrorLines, line =>
            line.StartsWith("Model ssd_mobilenetv1 ", StringComparison.Ordinal)
            && line.EndsWith("[model-missing]", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line =>
            line.StartsWith("Model face_recognition ", StringComparison.Ordinal)
            && line.EndsWith("[model-corrupt]", StringComparison.Ordinal));
        Assert.Contains("face_landmark_68: ok", run.OutLines);
        var states = json.OutLines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(model => model.GetProperty("name").GetString()!, model => model.GetProperty("status").GetString());
        Assert.Equal("missing", states["ssd_mobilenetv1"]);
        Assert.Equal("corrupt", states["face_recognition"]);
        Assert.Equal("ok", states["face_landmark_68"]);
    }

    [Fact]
    public async Task Build_makes_a_missing_model_anew_byte_by_byte()
    {
        using var models = new ModelsCopy();
        File.Delete(models.File("face_landmark_68.onnx"));

        var built = await Cli.RunAsync("models", "build", "--models", models.Folder);

        Assert.Equal("", built.Error);
        Assert.Equal(0, built.ExitCode);
        Assert.Equal(7, built.OutLines.Length);
        Assert.Equal(0, (await Cli.RunAsync("models", "verify", "--models", models.Folder)).ExitCode);
    }

    [Fact]
    public async Task List_tells_source_licence_and_size_of_each_model()
    {
        var run = await Cli.RunAsync("models", "list");
        var json = await Cli.RunAsync("models", "list", "--json");

        Assert.Contains("@vladmandic/face-api", run.Out);
        Assert.All(Expected, name => Assert.Contains(name, run.Out));
        Assert.All(json.OutLines, line => Assert.Equal(64, JsonDocument.Parse(line).RootElement.GetProperty("sha256").GetString()!.Length));
        Assert.Equal(Expected.Length, json.OutLines.Length);
    }

    [Fact]
    public async Task A_folder_without_a_catalogue_is_one_clear_line()
    {
        var run = await Cli.RunAsync("models", "list", "--models", Path.GetTempPath());

        Assert.EndsWith("[model-missing]", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }
}
