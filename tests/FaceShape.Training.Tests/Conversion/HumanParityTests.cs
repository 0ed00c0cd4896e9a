using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

/// <summary>
/// The converted graph models against TensorFlow.js, for the same computed patterns; Reference/make-human.mjs wrote down what the
/// originals answer.
/// </summary>
public class HumanParityTests
{
    private const double Relative = 1e-4;

    public static TheoryData<string> Patterns => ["smooth", "noise"];

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task The_detector_answers_as_on_TensorFlow_js(string pattern)
    {
        var (every, expected) = Read(pattern);

        var outputs = await Run(ModelNames.BlazeFace, 256, pattern, value => value / 127.5f - 1);

        AssertClose(expected.Regressors, Every(outputs[0].Data, every, 16));
        AssertClose(expected.Scores, Every(outputs[1].Data, every, 1));
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task The_mesh_answers_as_on_TensorFlow_js(string pattern)
    {
        var (every, expected) = Read(pattern);

        var outputs = await Run(ModelNames.FaceMesh, 192, pattern, value => value / 255f);

        AssertClose(expected.Mesh, Every(outputs[0].Data, every, 3));
        AssertClose(expected.Presence, outputs[1].Data, range: 1);
    }

    private static async Task<IReadOnlyList<Tensor>> Run(string name, int side, string pattern, Func<int, float> normalize)
    {
        Repository.Npm("@vladmandic", "human");
        Repository.Npm("onnxruntime-node");
        var bytes = HumanModel.All.Single(model => model.Name == name).ToWholeBytes(Repository.Path("node_modules"));
        using var model = OnnxModel.Open(name, bytes, threads: 1);
        return await model.RunAsync([Pattern(side, pattern, normalize)], TestContext.Current.CancellationToken);
    }

    /// <summary>The same integers as in Reference/make-human.mjs, which counts channels fastest.</summary>
    private static Tensor Pattern(int side, string pattern, Func<int, float> normalize)
    {
        var tensor = new Tensor(1, 3, side, side);
        uint state = 1;
        for (var at = 0; at < tensor.Data.Length; at++)
        {
            var (y, x, c) = (at / (3 * side), at / 3 % side, at % 3);
            state = state * 1664525 + 1013904223;
            var value = pattern == "noise" ? (int)(state >> 24) : (x * (3 + c) + y * (5 - c) + ((x * y) >> 5)) & 255;
            tensor.Data[(c * side + y) * side + x] = normalize(value);
        }

        return tensor;
    }

    private static float[] Every(float[] rows, int every, int columns) =>
        [.. rows.Chunk(columns).Where((_, row) => row % every == 0).SelectMany(row => row)];

    /// <summary>
    /// Relative to the largest of the numbers, as those near zero are differences of large ones, or to a range they have by nature.
    /// </summary>
    private static void AssertClose(float[] expected, float[] actual, float range = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        var worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(worst, 0, Relative * Math.Max(range, expected.Max(Math.Abs)));
    }

    private static (int Every, Answer Answer) Read(string pattern)
    {
        var path = Repository.Path("tests", "FaceShape.Training.Tests", "Conversion", "Reference", "human.json");
        var reference = JsonSerializer.Deserialize<Reference>(File.ReadAllBytes(path), JsonSerializerOptions.Web)!;
        return (reference.Every, pattern == "noise" ? reference.Noise : reference.Smooth);
    }

    private sealed record Reference(int Every, Answer Smooth, Answer Noise);

    private sealed record Answer(float[] Regressors, float[] Scores, float[] Mesh, float[] Presence);
}
