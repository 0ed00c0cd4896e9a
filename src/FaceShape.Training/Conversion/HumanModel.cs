using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>
/// The networks of Google's MediaPipe (Apache-2.0) as the npm package <c>@vladmandic/human</c> holds them: graph models of TensorFlow.js.
/// </summary>
internal static class HumanModel
{
    private const string Package = "@vladmandic/human";
    private const string Licence = "Apache-2.0";
    private const string MediaPipe = "https://github.com/google/mediapipe";

    // Half the size of the package's 16-bit floats; docs/models.md has what it costs.
    private const int Bits = 8;

    private const int Regressors = 16;
    private const int Coordinates = 1404;

    /// <summary>All that are converted.</summary>
    public static IReadOnlyList<ConvertedModel> All { get; } =
    [
        new(ModelNames.BlazeFace, Package, Licence, MediaPipe, BlazeFace,
            [new("image", [1, 3, OnnxGraph.Free, OnnxGraph.Free], "NCHW, RGB; value 0 to 255 / 127.5 - 1, so -1 to 1; 256 or 128 pixels a side")],
            [
                new("regressors", [1, OnnxGraph.Free, Regressors],
                    "x, y, width, height, 6 times x, y of points; pixels of the input, relative to the anchor"),
                new("scores", [1, OnnxGraph.Free], "probability of a face, 0 to 1"),
            ]) { WeightBits = Bits },
        new(ModelNames.FaceMesh, Package, Licence, MediaPipe, FaceMesh,
            [new("face", [1, 3, 192, 192], "NCHW, RGB; value 0 to 255 / 255, so 0 to 1")],
            [
                new("mesh", [1, Coordinates], "468 times x, y, z; pixels of the input"),
                new("presence", [1, 1], "probability that there is a face, 0 to 1"),
            ]) { WeightBits = Bits },
    ];

    private static OnnxGraph BlazeFace(string package)
    {
        var converter = new GraphModelConverter(Read(package, ModelNames.BlazeFace), "image", anySize: true);
        var graph = converter.Graph;
        string[] regressors = [converter.Convert("Identity_2").Name, converter.Convert("Identity_3").Name];
        string[] classifiers = [converter.Convert("Identity").Name, converter.Convert("Identity_1").Name];
        graph.Output(graph.Node("Concat", "regressors", regressors, OnnxAttribute.Int("axis", 1)), 1, OnnxGraph.Free, Regressors);
        var logits = graph.Node("Concat", "logits", classifiers, OnnxAttribute.Int("axis", 1));
        var flat = graph.Node("Reshape", "logits/flat", [logits, graph.Longs("scores_shape", [1, OnnxGraph.Free], 2)]);
        graph.Output(graph.Node("Sigmoid", "scores", [flat]), 1, OnnxGraph.Free);
        return graph;
    }

    private static OnnxGraph FaceMesh(string package)
    {
        var converter = new GraphModelConverter(Read(package, ModelNames.FaceMesh), "face");
        var graph = converter.Graph;
        graph.Output(graph.Node("Identity", "mesh", [converter.Convert("Identity_2").Name]), 1, Coordinates);
        graph.Output(graph.Node("Identity", "presence", [converter.Convert("Identity_1").Name]), 1, 1);
        return graph;
    }

    private static GraphModel Read(string package, string name) => GraphModel.Read(Path.Combine(package, "models"), name);
}
