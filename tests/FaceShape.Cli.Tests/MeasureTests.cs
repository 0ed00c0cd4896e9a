using System.Text.Json;

namespace FaceShape.Cli.Tests;

public class MeasureTests(TestPhotos photos) : IClassFixture<TestPhotos>
{
    private static readonly string[] Measurements =
    [
        "faceLength", "foreheadWidth", "cheekboneWidth", "jawWidth", "chinWidth", "jawAngle",
        "lengthToWidth", "foreheadToCheek", "jawToCheek", "chinToJaw",
    ];

    [Fact]
    public async Task A_photo_becomes_one_line_of_JSON_with_numbers_that_a_face_can_have()
    {
        var run = await Cli.RunAsync("measure", photos.Face, "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var line = Parse(Assert.Single(run.OutLines));
        Assert.Equal(
            ["photo", "status", "width", "height", "pipeline", "face", "pose", "measurements", "warnings", "milliseconds"],
            line.EnumerateObject().Select(property => property.Name));
        var measured = line.GetProperty("measurements");
        Assert.Equal(Measurements, measured.EnumerateObject().Select(property => property.Name));
        Assert.All(Measurements, name => Assert.InRange(Error(measured, name), 0, Value(measured, name) / 4));
        Assert.InRange(Value(measured, "cheekboneWidth"), line.GetProperty("width").GetDouble() / 4, line.GetProperty("width").GetDouble());
        Assert.InRange(Value(measured, "lengthToWidth"), 1.1, 1.8);
        Assert.InRange(Value(measured, "jawToCheek"), 0.65, 1);
        Assert.InRange(Value(measured, "jawAngle"), 110, 175);
        Assert.All(line.GetProperty("pose").EnumerateObject(), angle => Assert.InRange(angle.Value.GetDouble(), -30, 30));
    }

    [Fact]
    public async Task Detail_adds_26_points_around_the_face_and_468_of_its_surface()
    {
        var run = await Cli.RunAsync("measure", photos.Face, "--json", "--detail");

        var line = Parse(Assert.Single(run.OutLines));
        var box = line.GetProperty("face").GetProperty("box").EnumerateArray().Select(number => number.GetDouble()).ToArray();
        Assert.Equal(468, line.GetProperty("mesh").GetArrayLength());
        var outline = line.GetProperty("outline").EnumerateArray()
            .Select(point => (X: point[0].GetDouble(), Y: point[1].GetDouble())).ToList();
        Assert.Equal(26, outline.Count);
        Assert.InRange(outline.Average(point => point.X), box[0], box[0] + box[2]);
        Assert.True(outline[5].Y < box[1] + box[3] / 3 && outline[18].Y > box[1] + box[3] * 2 / 3, "hairline above, chin below");
        Assert.True(outline[12].X > outline[24].X, "clockwise");
    }

    [Fact]
    public async Task Each_broken_photo_gets_the_code_that_classify_gives_and_the_others_are_measured()
    {
        string[] batch = [photos.Face, .. photos.Broken.Select(broken => broken.Photo), photos.Face];

        var run = await Cli.RunAsync(["measure", "--json", .. batch]);

        var lines = run.OutLines.Select(Parse).ToList();
        Assert.Equal(batch, lines.Select(line => line.GetProperty("photo").GetString()));
        Assert.Equal(["ok", .. photos.Broken.Select(broken => broken.Code), "ok"], lines.Select(Outcome));
        Assert.Equal($"2 of {batch.Length} photos were measured", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Several_faces_are_measured_when_all_are_asked_for()
    {
        var run = await Cli.RunAsync("measure", TestPhotos.Group, "--several-faces", "all", "--json");

        Assert.Equal(0, run.ExitCode);
        var others = Parse(Assert.Single(run.OutLines)).GetProperty("others").EnumerateArray().ToList();
        Assert.NotEmpty(others);
        Assert.All(others, face => Assert.InRange(Value(face.GetProperty("measurements"), "cheekboneWidth"), 10, 1000));
    }

    [Fact]
    public async Task People_get_a_card_with_errors()
    {
        var run = await Cli.RunAsync("measure", photos.Face);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(photos.Face, run.Out);
        Assert.Matches(@"Length +\d+ ± \d+ pixels from hairline to chin, 1\.\d\d ± 0\.\d\d of the width", run.Out);
        Assert.Matches(@"Head +turned -?\d+°", run.Out);
    }

    [Fact]
    public async Task The_heavy_detector_is_missed_only_by_photos_that_need_it()
    {
        using var models = new ModelsCopy();
        File.Delete(models.File("ssd_mobilenetv1.onnx"));

        var run = await Cli.RunAsync("measure", "--json", "--models", models.Folder, photos.Face, TestPhotos.Group);

        Assert.Equal(["ok", "model-missing"], run.OutLines.Select(line => Outcome(Parse(line))));
    }

    [Fact]
    public async Task A_damaged_outline_is_one_clear_line_with_the_remedy()
    {
        using var models = new ModelsCopy();
        models.FlipOneByte("classifiers/outline.onnx");

        var run = await Cli.RunAsync("measure", "--models", models.Folder, photos.Face);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Out);
        var line = Assert.Single(run.ErrorLines);
        Assert.Contains("faceshape train-outline", line);
        Assert.EndsWith("[model-corrupt]", line);
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static string Outcome(JsonElement line) =>
        line.GetProperty("status").GetString() == "ok" ? "ok" : line.GetProperty("error").GetProperty("code").GetString()!;

    private static double Value(JsonElement measured, string name) => measured.GetProperty(name).GetProperty("value").GetDouble();

    private static double Error(JsonElement measured, string name) => measured.GetProperty(name).GetProperty("error").GetDouble();
}
