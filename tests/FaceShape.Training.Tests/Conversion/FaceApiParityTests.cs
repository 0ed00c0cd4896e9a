using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

/// <summary>
/// The converted networks against face-api.js on TensorFlow.js, for the same computed pattern; Reference/make.mjs wrote down what
/// the original answers.
/// </summary>
public class FaceApiParityTests
{
    private static readonly float[] Mean = [122.782f, 117.001f, 104.298f];

    [Fact]
    public async Task The_detector_gives_the_scores_of_the_original()
    {
        var expected = Read();

        var scores = (await Detect())[1].Data;

        AssertClose(expected.Scores, Every(scores, expected.Every, 1), 1e-6);
    }

    [Fact]
    public async Task The_detector_gives_the_boxes_of_the_original()
    {
        var expected = Read();
        var anchors = Every(SsdMobileNetV1Graph.AnchorBoxes(Weights(ModelNames.SsdMobileNetV1)), expected.Every, 4);

        var encodings = Every((await Detect())[0].Data, expected.Every, 4);

        AssertClose(expected.Boxes, Decode(encodings, anchors), 1e-5);
    }

    [Fact]
    public async Task The_landmarks_are_those_of_the_original() =>
        AssertClose(Read().Points, (await Run(ModelNames.FaceLandmark68Net, 112, Normalize))[0].Data, 2e-6);

    [Fact]
    public async Task The_descriptor_is_that_of_the_original() =>
        AssertClose(Read().Descriptor, (await Run(ModelNames.FaceRecognitionNet, 150, Normalize))[0].Data, 2e-6);

    [Fact]
    public async Task The_descriptor_in_two_parts_is_that_of_the_whole()
    {
        var whole = (await Run(ModelNames.FaceRecognitionNet, 150, Normalize))[0].Data;

        var map = (await Run(ModelNames.DescriptorTrunk, 150, Normalize))[0];
        using var rest = Open(ModelNames.DescriptorRest);
        var parts = (await rest.RunAsync([map], TestContext.Current.CancellationToken))[0].Data;

        Assert.Equal([1, 128, 8, 8], map.Shape);
        AssertClose(whole, parts, 1e-5);
    }

    private static Task<IReadOnlyList<Tensor>> Detect() => Run(ModelNames.SsdMobileNetV1, 512, (value, _) => value / 127.5f - 1);

    private static float Normalize(int value, int channel) => (value - Mean[channel]) / 255;

    private static async Task<IReadOnlyList<Tensor>> Run(string name, int side, Func<int, int, float> normalize)
    {
        using var model = Open(name);
        return await model.RunAsync([Pattern(side, normalize)], TestContext.Current.CancellationToken);
    }

    private static OnnxModel Open(string name)
    {
        Repository.Npm("@vladmandic", "face-api");
        Repository.Npm("onnxruntime-node");
        return OnnxModel.Open(name, ConvertedModel.All.Single(model => model.Name == name).ToWholeBytes(Repository.Path("node_modules")), threads: 1);
    }

    /// <summary>The same integers as in Reference/make.mjs.</summary>
    private static Tensor Pattern(int side, Func<int, int, float> normalize)
    {
        var tensor = new Tensor(1, 3, side, side);
        for (var at = 0; at < tensor.Data.Length; at++)
        {
            var (c, y, x) = (at / (side * side), at / side % side, at % side);
            tensor.Data[at] = normalize((x * (3 + c) + y * (5 - c) + ((x * y) >> 5)) & 255, c);
        }

        return tensor;
    }

    /// <summary>Top, left, bottom, right, as the original decodes them.</summary>
    private static IEnumerable<double> Decode(float[] encodings, float[] anchors)
    {
        for (var at = 0; at < anchors.Length; at += 4)
        {
            double[] size = [anchors[at + 2] - anchors[at], anchors[at + 3] - anchors[at + 1]];
            double[] center = [.. size.Select((length, i) => encodings[at + i] / 10 * length + anchors[at + i] + length / 2)];
            double[] half = [.. size.Select((length, i) => Math.Exp(encodings[at + 2 + i] / 5) * length / 2)];
            yield return center[0] - half[0];
            yield return center[1] - half[1];
            yield return center[0] + half[0];
            yield return center[1] + half[1];
        }
    }

    private static float[] Every(float[] rows, int every, int columns) =>
        [.. rows.Chunk(columns).Where((_, row) => row % every == 0).SelectMany(row => row)];

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<float> actual, double tolerance) =>
        AssertClose(expected, actual.Select(value => (double)value), tolerance);

    private static void AssertClose(IEnumerable<float> expected, IEnumerable<double> actual, double tolerance)
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        Assert.Equal(left.Length, right.Length);
        Assert.InRange(left.Zip(right, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
    }

    private static WeightsManifest Weights(string name) =>
        WeightsManifest.Read(Repository.Npm("@vladmandic", "face-api", "model"), name);

    private static Reference Read()
    {
        var path = Repository.Path("tests", "FaceShape.Training.Tests", "Conversion", "Reference", "face-api.json");
        return JsonSerializer.Deserialize<Reference>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;
    }

    private sealed record Reference(int Every, float[] Boxes, float[] Scores, float[] Points, float[] Descriptor);
}
