using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceShape.Classification;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Quality;
using FaceShape.Shared;

namespace FaceShape.Cli.Tests;

public sealed class ReadingJsonTests
{
    private static readonly FaceReading Face = MakeFace(x: 10.12345);

    private static readonly FaceReading Original = MakeFace(x: 10.12345) with
    {
        Measured = null,
        Typicality = null,
        Proportions = new FaceMeasurements(120, 100, 80, 40, Math.PI / 2, 0.1, -0.25),
    };

    private static FaceReading MakeFace(double x)
    {
        var points = new Point[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new(i + 0.00049, -i);
        var descriptor = new float[128];
        for (var i = 0; i < descriptor.Length; i++) descriptor[i] = (i - 64) / 640f;
        var mesh = new FaceMeshPoints(
            [.. Enumerable.Range(0, FaceMeshPoints.Count).Select(i => new Point(i, 2 * i))], new double[FaceMeshPoints.Count], 1);
        var measured = new OutlineMeasurements(
            new(250, 6.2), new(150, 7), new(190.12341, 4), new(160, 3.5), new(110, 8), new(Math.PI / 2, Math.PI / 60),
            new(1.31579, 0.04), new(0.79, 0.04), new(0.842, 0.021), new(double.NaN, 0.04));
        return new(
            new(new Box(x, -0.0001, 200, 250.9996), 0.99987654),
            new(points),
            new(new(JawType.Soft, 0.75), new(FaceLength.Long, 0.6), new([0.2, 0.1, 0.5, 0.15, 0.05], 0.45, 0.14)),
            [PhotoWarning.CutOff, PhotoWarning.TooNear])
        {
            Descriptor = descriptor,
            Measured = new(mesh, new(new Point[FaceOutlinePoints.Count]), measured, new(0.1, -0.2, Math.PI / 6)),
            Typicality = new(4.25061, Rarity.Uncommon),
        };
    }

    private static PhotoReading Read(params FaceReading[] faces) => new(Pipeline.Light, 675, 680, [], faces, null);

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public void Fields_stand_in_the_order_that_is_documented()
    {
        var text = ReadingJson.WriteOk("a.jpg", Read(Face), ReadingDetail.All, [new("decode", 1.234), new("detect", 90)]);

        var root = JsonElement.Parse(text);
        string[] expected =
        [
            "photo", "status", "width", "height", "pipeline", "face", "landmarks", "descriptor", "outline", "mesh", "attributes", "shape",
            "pose", "measurements", "typicality", "warnings", "advice", "milliseconds",
        ];
        Assert.Equal(expected, Keys(root));
        Assert.Equal(["box", "score"], Keys(root.GetProperty("face")));
        Assert.Equal(["label", "probability", "second", "abstained", "probabilities", "set"], Keys(root.GetProperty("shape")));
        Assert.Equal(["heart", "oblong", "oval", "round", "square"], Keys(root.GetProperty("shape").GetProperty("probabilities")));
        Assert.Equal(["yaw", "pitch", "roll"], Keys(root.GetProperty("pose")));
        Assert.Equal("""{"distance":4.251,"rarity":"uncommon"}""", root.GetProperty("typicality").GetRawText());
        Assert.Equal(
            [
                "faceLength", "foreheadWidth", "cheekboneWidth", "jawWidth", "chinWidth", "jawAngle", "lengthToWidth", "foreheadToCheek",
                "jawToCheek", "chinToJaw",
            ],
            Keys(root.GetProperty("measurements")));
        Assert.All(root.GetProperty("measurements").EnumerateObject(), one => Assert.Equal(["value", "error"], Keys(one.Value)));
        Assert.Equal(["decode", "detect"], Keys(root.GetProperty("milliseconds")));
        Assert.DoesNotContain('\n', text);
    }

    [Fact]
    public void Values_survive_the_way_through_JSON()
    {
        var root = JsonElement.Parse(ReadingJson.WriteOk("a.jpg", Read(Face), ReadingDetail.All));

        Assert.Equal("ok", root.GetProperty("status").GetString());
        Assert.Equal(675, root.GetProperty("width").GetInt32());
        Assert.Equal(680, root.GetProperty("height").GetInt32());
        Assert.Equal([10.123, 0, 200, 251], Numbers(root.GetProperty("face").GetProperty("box")));
        Assert.Equal(0.999877, root.GetProperty("face").GetProperty("score").GetDouble());
        Assert.Equal(68, root.GetProperty("landmarks").GetArrayLength());
        Assert.Equal([67, -67], Numbers(root.GetProperty("landmarks")[67]));
        var descriptor = Numbers(root.GetProperty("descriptor"));
        Assert.Equal(128, descriptor.Length);
        for (var i = 0; i < descriptor.Length; i++) Assert.Equal(Face.Descriptor![i], descriptor[i], 5e-8);
        var attributes = root.GetProperty("attributes");
        Assert.Equal("soft", attributes.GetProperty("jaw").GetProperty("label").GetString());
        Assert.Equal(0.6, attributes.GetProperty("length").GetProperty("probability").GetDouble());
        var shape = root.GetProperty("shape");
        Assert.Equal("oval", shape.GetProperty("label").GetString());
        Assert.Equal("heart", shape.GetProperty("second").GetString());
        Assert.False(shape.GetProperty("abstained").GetBoolean());
        Assert.Equal(0.15, shape.GetProperty("probabilities").GetProperty("round").GetDouble());
        Assert.Equal(["oval", "heart", "round"], root.GetProperty("shape").GetProperty("set").EnumerateArray().Select(one => one.GetString()));
        Assert.False(root.GetProperty("shape").TryGetProperty("between", out _));
        Assert.Equal("light", root.GetProperty("pipeline").GetString());
        Assert.Equal(30, root.GetProperty("pose").GetProperty("roll").GetDouble());
        var measurements = root.GetProperty("measurements");
        Assert.Equal((90, 3), Measured(measurements, "jawAngle"));
        Assert.Equal((190.1234, 4), Measured(measurements, "cheekboneWidth"));
        Assert.Equal((1.3158, 0.04), Measured(measurements, "lengthToWidth"));
        Assert.Equal(26, root.GetProperty("outline").GetArrayLength());
        Assert.Equal([467, 934, 0], Numbers(root.GetProperty("mesh")[467]));
        Assert.Equal(["cut-off", "too-near"], root.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public void Long_lists_the_photo_and_times_are_left_out_where_they_are_not_wanted()
    {
        var root = JsonElement.Parse(ReadingJson.WriteOk(null, Read(Face), ReadingDetail.None));

        Assert.Equal(
            ["status", "width", "height", "pipeline", "face", "attributes", "shape", "pose", "measurements", "typicality", "warnings"], Keys(root));
    }

    [Fact]
    public void The_original_walk_gives_proportions_instead_of_measurements_and_no_set()
    {
        var reading = Read(Original) with { Pipeline = Pipeline.Original };

        var root = JsonElement.Parse(ReadingJson.WriteOk("a.jpg", reading, ReadingDetail.All));

        Assert.Equal(
            [
                "photo", "status", "width", "height", "pipeline", "face", "landmarks", "descriptor", "attributes", "shape", "proportions",
                "warnings", "advice",
            ],
            Keys(root));
        Assert.Equal("original", root.GetProperty("pipeline").GetString());
        Assert.False(root.GetProperty("shape").TryGetProperty("set", out _));
        Assert.Equal(["lengthToWidth", "jawToCheek", "chinToJaw", "jawAngle", "roll", "yaw"], Keys(root.GetProperty("proportions")));
        Assert.Equal(90, root.GetProperty("proportions").GetProperty("jawAngle").GetDouble());
        Assert.Equal(1.2, root.GetProperty("proportions").GetProperty("lengthToWidth").GetDouble());
    }

    [Fact]
    public void A_measured_photo_says_nothing_about_shapes()
    {
        var root = JsonElement.Parse(ReadingJson.WriteMeasured("a.jpg", Read(Face), ReadingDetail.None));

        Assert.Equal(["photo", "status", "width", "height", "pipeline", "face", "pose", "measurements", "warnings"], Keys(root));
    }

    [Fact]
    public void A_close_answer_names_the_two_it_lies_between()
    {
        var close = Face with { Answer = Face.Answer with { Shape = new([0.3, 0.1, 0.35, 0.15, 0.1], 0.4) } };

        var shape = JsonElement.Parse(ReadingJson.WriteOk(null, Read(close), ReadingDetail.None)).GetProperty("shape");

        Assert.Equal(["oval", "heart"], shape.GetProperty("between").EnumerateArray().Select(one => one.GetString()));
        Assert.True(shape.GetProperty("abstained").GetBoolean());
    }

    [Fact]
    public void Several_photos_of_one_person_are_one_object()
    {
        var fused = JsonElement.Parse(ReadingJson.WriteFused(new(3, 2, 1.25, Face.Answer), Pipeline.Light)).GetProperty("fused");

        Assert.Equal(["photos", "different", "worth", "attributes", "shape"], Keys(fused));
        Assert.Equal(1.25, fused.GetProperty("worth").GetDouble());
        Assert.Equal("{\"fused\":null}", ReadingJson.WriteFused(null, Pipeline.Light));
    }

    [Fact]
    public void The_browser_gets_landmarks_without_the_descriptor()
    {
        var root = JsonElement.Parse(ReadingJson.WriteOk(null, Read(Face), ReadingDetail.Landmarks));

        Assert.True(root.TryGetProperty("landmarks", out _));
        Assert.False(root.TryGetProperty("descriptor", out _));
    }

    [Fact]
    public void Further_faces_follow_the_largest_one()
    {
        var reading = Read(Face, MakeFace(x: 300), MakeFace(x: 600));

        var root = JsonElement.Parse(ReadingJson.WriteOk(null, reading, ReadingDetail.None));

        Assert.Equal(10.123, root.GetProperty("face").GetProperty("box")[0].GetDouble());
        Assert.Equal([300d, 600d], root.GetProperty("others").EnumerateArray()
            .Select(o => o.GetProperty("face").GetProperty("box")[0].GetDouble()));
        Assert.Equal(["face", "attributes", "shape", "pose", "measurements", "typicality", "warnings"], Keys(root.GetProperty("others")[1]));
    }

    [Fact]
    public void What_cannot_be_computed_is_null()
    {
        var flat = Original with { Proportions = new FaceMeasurements(double.PositiveInfinity, 0, 0, 0, double.NaN, 0, 0) };

        var proportions = JsonElement.Parse(ReadingJson.WriteOk(null, Read(flat), ReadingDetail.All)).GetProperty("proportions");
        var measured = JsonElement.Parse(ReadingJson.WriteOk(null, Read(Face), ReadingDetail.All)).GetProperty("measurements");

        Assert.Equal(JsonValueKind.Null, proportions.GetProperty("lengthToWidth").ValueKind);
        Assert.Equal(JsonValueKind.Null, proportions.GetProperty("chinToJaw").ValueKind);
        Assert.Equal(JsonValueKind.Null, proportions.GetProperty("jawAngle").ValueKind);
        Assert.Equal(0, proportions.GetProperty("roll").GetDouble());
        Assert.Equal(JsonValueKind.Null, measured.GetProperty("chinToJaw").GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("plain.jpg")]
    [InlineData("with \"quotes\" and \\ backslash.jpg")]
    [InlineData("line\nbreak\ttab\u0001\u007f\u2028.jpg")]
    [InlineData("Gesicht ü 顔 🙂.jpg")]
    public void Any_photo_name_can_be_read_back(string name)
    {
        var text = ReadingJson.WriteError(name, "not-found", name);

        var root = JsonElement.Parse(text);
        Assert.Equal(name, root.GetProperty("photo").GetString());
        Assert.Equal(name, root.GetProperty("error").GetProperty("message").GetString());
        Assert.All(text, c => Assert.False(char.IsControl(c)));
    }

    [Fact]
    public void An_error_carries_its_code_its_message_and_the_size_where_it_is_known()
    {
        var known = JsonElement.Parse(ReadingJson.WriteError("a.jpg", "no-face", "No face was found.", 640, 480));
        var unknown = JsonElement.Parse(ReadingJson.WriteError("b.txt", "not-an-image", "Choose a photo."));

        Assert.Equal(["photo", "status", "width", "height", "error"], Keys(known));
        Assert.Equal("error", known.GetProperty("status").GetString());
        Assert.Equal(480, known.GetProperty("height").GetInt32());
        Assert.Equal("no-face", known.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(["photo", "status", "error"], Keys(unknown));
    }

    [Fact]
    public void A_reading_without_a_face_is_not_written_as_ok()
    {
        var nobody = new PhotoReading(Pipeline.Light, 10, 10, [], [], ReadingProblem.NoFace);

        Assert.Throws<ArgumentException>(() => ReadingJson.WriteOk(null, nobody, ReadingDetail.None));
    }

    [Fact]
    public void Every_label_warning_stage_and_problem_has_a_name_of_its_own()
    {
        AssertDistinct(Enum.GetValues<Shape>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<JawType>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<FaceLength>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<ReadingProblem>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<PhotoWarning>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<FrameFault>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<Pipeline>().Select(Names.Of));
        AssertDistinct(Enum.GetValues<ReadingStage>().Select(Names.Of));
    }

    [Fact]
    public void A_stage_that_ends_once_a_face_is_summed()
    {
        var clock = new StageClock();

        clock.Ended(ReadingStage.Detect);
        clock.Ended(ReadingStage.Landmarks);
        clock.Ended(ReadingStage.Describe);
        clock.Ended(ReadingStage.Landmarks);

        Assert.Equal(["detect", "landmarks", "describe"], clock.Times.Select(time => time.Stage));
        Assert.All(clock.Times, time => Assert.True(time.Milliseconds >= 0));
    }

    [Theory]
    [InlineData(0, 3, "0")]
    [InlineData(-0.0004, 3, "0")]
    [InlineData(0.0005, 3, "0.001")]
    [InlineData(-12.5, 3, "-12.5")]
    [InlineData(1.05, 2, "1.05")]
    [InlineData(99.9999, 3, "100")]
    [InlineData(7, 0, "7")]
    [InlineData(double.NaN, 3, "null")]
    [InlineData(double.NegativeInfinity, 3, "null")]
    [InlineData(1e20, 3, "100000000000000000000")]
    public void A_number_is_written_without_zeros_at_the_end_and_never_as_what_JSON_does_not_know(double value, int decimals, string written) =>
        Assert.Equal(written, Written(value, decimals));

    [Fact]
    public void A_number_is_written_as_the_formats_of_the_platform_write_it()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var decimals = i % 8;
            // Not at the middle between two, where the last bit of the product decides.
            var value = (random.Next(2_000_000) - 1_000_000 + 0.9 * (random.NextDouble() - 0.5)) / Math.Pow(10, decimals);
            var expected = value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
            Assert.Equal(expected == "-0" ? "0" : expected, Written(value, decimals));
        }
    }

    private static string Written(double value, int decimals)
    {
        var json = new StringBuilder();
        ReadingJson.WriteNumber(json, value, decimals);
        return json.ToString();
    }

    private static void AssertDistinct(IEnumerable<string> names)
    {
        var list = names.ToList();
        Assert.Equal(list.Count, list.Distinct().Count());
        Assert.All(list, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static (double Value, double Error) Measured(JsonElement measurements, string name) =>
        (measurements.GetProperty(name).GetProperty("value").GetDouble(), measurements.GetProperty(name).GetProperty("error").GetDouble());
}
