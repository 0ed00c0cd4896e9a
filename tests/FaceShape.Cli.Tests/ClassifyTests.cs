using System.Text.Json;
using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

public class ClassifyTests(TestPhotos photos) : IClassFixture<TestPhotos>
{
    private static readonly string[] Keys = ["photo", "status", "width", "height", "pipeline", "face", "attributes", "shape", "pose",
        "measurements", "typicality", "warnings", "milliseconds"];

    [Fact]
    public async Task Each_broken_photo_gets_its_code_in_one_line_and_nothing_else_of_the_batch_is_lost()
    {
        string[] batch = [photos.Face, .. photos.Broken.SelectMany(broken => new[] { broken.Photo, photos.Face })];

        var run = await Cli.RunAsync(["classify", "--json", "--threads", "2", .. batch]);

        var lines = run.OutLines.Select(Parse).ToList();
        Assert.Equal(batch, lines.Select(Photo));
        Assert.Equal(
            ["ok", .. photos.Broken.SelectMany(broken => new[] { broken.Code, "ok" })],
            lines.Select(line => Status(line) == "error" ? Code(line) : Status(line)));
        Assert.All(lines.Where(line => Status(line) == "error"), line =>
            Assert.DoesNotContain('\n', line.GetProperty("error").GetProperty("message").GetString()!));
        Assert.Equal($"{photos.Broken.Count + 1} of {batch.Length} photos were read", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task For_people_each_broken_photo_is_one_line_on_standard_error()
    {
        var run = await Cli.RunAsync(["classify", photos.Face, .. photos.Broken.Select(broken => broken.Photo)]);

        Assert.Equal(photos.Broken.Count + 1, run.ErrorLines.Length);
        Assert.All(photos.Broken.Zip(run.ErrorLines), pair =>
        {
            Assert.StartsWith(pair.First.Photo + ": ", pair.Second);
            Assert.EndsWith($" [{pair.First.Code}]", pair.Second);
        });
        Assert.StartsWith(photos.Face, run.Out);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_photo_becomes_one_line_of_JSON_with_the_keys_that_programs_rely_on()
    {
        var run = await Cli.RunAsync("classify", photos.Face, "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var line = Parse(Assert.Single(run.OutLines));
        Assert.Equal(Keys, line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(4, line.GetProperty("face").GetProperty("box").GetArrayLength());
        Assert.InRange(line.GetProperty("face").GetProperty("score").GetDouble(), 0.5, 1);
        var shape = line.GetProperty("shape");
        var probabilities = shape.GetProperty("probabilities").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetDouble());
        Assert.Equal(["heart", "oblong", "oval", "round", "square"], probabilities.Keys.Order());
        Assert.Equal(1, probabilities.Values.Sum(), 5);
        Assert.Equal(probabilities.MaxBy(entry => entry.Value).Key, shape.GetProperty("label").GetString());
        Assert.Equal(probabilities.OrderByDescending(entry => entry.Value).ElementAt(1).Key, shape.GetProperty("second").GetString());
        Assert.Equal(["decode", "detect", "landmarks", "describe", "classify"], line.GetProperty("milliseconds").EnumerateObject()
            .Select(stage => stage.Name));
    }

    [Fact]
    public async Task Detail_adds_68_landmarks_inside_the_photo_and_128_numbers()
    {
        var run = await Cli.RunAsync("classify", photos.Face, "--json", "--detail");

        var line = Parse(Assert.Single(run.OutLines));
        Assert.Equal([.. Keys[..6], "landmarks", "descriptor", "outline", "mesh", .. Keys[6..^1], "advice", Keys[^1]], line.EnumerateObject().Select(property => property.Name));
        var landmarks = line.GetProperty("landmarks").EnumerateArray().ToList();
        Assert.Equal(68, landmarks.Count);
        Assert.All(landmarks, point =>
        {
            Assert.InRange(point[0].GetDouble(), 0, line.GetProperty("width").GetDouble());
            Assert.InRange(point[1].GetDouble(), 0, line.GetProperty("height").GetDouble());
        });
        Assert.Equal(128, line.GetProperty("descriptor").GetArrayLength());
    }

    [Fact]
    public async Task The_original_walk_keeps_the_contract_and_finds_the_same_face()
    {
        var light = Parse((await Cli.RunAsync("classify", photos.Face, "--json", "--detail")).Out);
        var original = Parse((await Cli.RunAsync("classify", photos.Face, "--json", "--detail", "--pipeline", "original")).Out);

        Assert.Equal("original", original.GetProperty("pipeline").GetString());
        foreach (var key in (string[])["face", "landmarks", "descriptor", "attributes", "shape", "warnings", "milliseconds"])
            Assert.True(original.TryGetProperty(key, out _), key);
        Assert.Equal(68, original.GetProperty("landmarks").GetArrayLength());
        var width = original.GetProperty("face").GetProperty("box")[2].GetDouble();

        // The middle of each eye, the mouth's corners: what the alignment of the descriptor stands on.
        foreach (var point in (int[])[36, 39, 42, 45, 48, 54]) Assert.InRange(Apart(light, original, point), 0, 0.05 * width);
        var distance = Math.Sqrt(Descriptor(light).Zip(Descriptor(original), (a, b) => (a - b) * (a - b)).Sum());
        Assert.InRange(distance, 0, 0.3);
    }

    [Fact]
    public async Task Photos_of_one_person_give_one_answer_and_somebody_else_is_sent_away()
    {
        string[] batch = [photos.Face, photos.SameFace, photos.OtherFace, photos.InFolder("nothing here.jpg")];

        var run = await Cli.RunAsync(["classify", "--same-person", "--json", .. batch]);

        var lines = run.OutLines.Select(Parse).ToList();
        Assert.Equal(batch, lines[..^1].Select(Photo));
        Assert.Equal(["ok", "ok", "other-person", "not-found"], lines[..^1].Select(line => Status(line) == "ok" ? "ok" : Code(line)));
        var fused = lines[^1].GetProperty("fused");
        Assert.Equal(2, fused.GetProperty("photos").GetInt32());
        Assert.Equal(1, fused.GetProperty("different").GetInt32());
        Assert.Equal(1, fused.GetProperty("shape").GetProperty("probabilities").EnumerateObject().Sum(one => one.Value.GetDouble()), 5);
        Assert.Equal($"2 of {batch.Length} photos were read", Assert.Single(run.ErrorLines));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task For_people_the_answer_of_several_photos_is_a_last_card()
    {
        var run = await Cli.RunAsync("classify", "--same-person", photos.Face, photos.OtherFace);

        Assert.Matches(@"\nTogether 1 photo\n  Shape    .*\d+ %", run.Out);
        Assert.Contains("shows somebody else than the others", Assert.Single(run.ErrorLines[..^1]));
    }

    [Fact]
    public async Task Without_any_photo_of_a_face_nothing_is_fused()
    {
        var run = await Cli.RunAsync("classify", "--same-person", "--json", photos.InFolder("nothing here.jpg"));

        Assert.Equal("{\"fused\":null}", run.OutLines[^1]);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task People_get_a_card_with_shape_jaw_and_length()
    {
        var run = await Cli.RunAsync("classify", photos.Face, "--detail");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^.*face\.png \d+ x \d+\n  Shape    .*\d+ %", run.Out);
        Assert.Matches(@"\n  Jaw      (angular|soft) \d+ %\n  Length   (long|short) \d+ %\n", run.Out);
        Assert.Matches(@"\n  Time     decode \d+ ms", run.Out);
        Assert.DoesNotContain('\u001b', run.Out);
    }

    [Fact]
    public async Task Several_faces_can_be_chosen_from()
    {
        var largest = Parse((await Cli.RunAsync("classify", TestPhotos.Group, "--json", "--several-faces", "largest")).Out);
        var all = Parse((await Cli.RunAsync("classify", TestPhotos.Group, "--json", "--several-faces", "all")).Out);

        Assert.False(largest.TryGetProperty("others", out _));
        Assert.Equal(largest.GetProperty("face").ToString(), all.GetProperty("face").ToString());
        Assert.NotEmpty(all.GetProperty("others").EnumerateArray());
        Assert.All(all.GetProperty("others").EnumerateArray(), other => Assert.True(Area(other) <= Area(all)));
    }

    [Fact]
    public async Task One_thread_and_several_give_the_same_answers()
    {
        string[] batch = [photos.Face, TestPhotos.Group, photos.Face];

        var one = await Cli.RunAsync(["classify", "--json", "--detail", "--threads", "1", .. batch]);
        var several = await Cli.RunAsync(["classify", "--json", "--detail", "--threads", "3", .. batch]);

        Assert.Equal(one.OutLines.Select(WithoutTimes), several.OutLines.Select(WithoutTimes));
    }

    [Theory]
    [InlineData("missing", "model-missing")]
    [InlineData("one byte flipped", "model-corrupt")]
    public async Task A_model_that_is_wrong_is_said_for_each_photo_that_needs_it(string what, string code)
    {
        using var models = new ModelsCopy();
        if (what == "missing") File.Delete(models.File("facemesh.onnx"));
        else models.FlipOneByte("facemesh.onnx");
        var text = photos.Broken.Single(broken => broken.Code == "not-an-image").Photo;

        var run = await Cli.RunAsync("classify", photos.Face, text, photos.Face, "--json", "--models", models.Folder);

        Assert.Equal([code, "not-an-image", code], run.OutLines.Select(Parse).Select(Code));
        Assert.Contains("facemesh", run.OutLines[0]);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_folder_without_models_is_a_missing_model()
    {
        var run = await Cli.RunAsync("classify", photos.Face, "--json", "--models", photos.InFolder("folder"));

        Assert.Equal("model-missing", Code(Parse(Assert.Single(run.OutLines))));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public void Each_error_code_is_explained_in_the_list_of_errors()
    {
        var document = File.ReadAllLines(Repository.Path("docs", "errors.md"));

        Assert.All(ErrorCode.All, error =>
            Assert.Contains(document, line => line.StartsWith($"| `{error.Code}` |", StringComparison.Ordinal)));
        Assert.Distinct(ErrorCode.All.Select(error => error.Code));
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static string? Photo(JsonElement line) => line.GetProperty("photo").GetString();

    private static string? Status(JsonElement line) => line.GetProperty("status").GetString();

    private static string? Code(JsonElement line) => line.GetProperty("error").GetProperty("code").GetString();

    private static double Apart(JsonElement a, JsonElement b, int landmark)
    {
        var (first, second) = (a.GetProperty("landmarks")[landmark], b.GetProperty("landmarks")[landmark]);
        return double.Hypot(first[0].GetDouble() - second[0].GetDouble(), first[1].GetDouble() - second[1].GetDouble());
    }

    private static IEnumerable<double> Descriptor(JsonElement line) =>
        line.GetProperty("descriptor").EnumerateArray().Select(number => number.GetDouble());

    private static double Area(JsonElement face) =>
        face.GetProperty("face").GetProperty("box")[2].GetDouble() * face.GetProperty("face").GetProperty("box")[3].GetDouble();

    private static string WithoutTimes(string line) =>
        line[..(line.IndexOf("\"milliseconds\"", StringComparison.Ordinal) is >= 0 and var at ? at : line.Length)];
}
