using FaceShape.Geometry;
using FaceShape.Inference;
using FaceShape.Landmarks;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Outlines;

/// <summary>Writes an outline's regression as ONNX, with what is to be expected of the measurements taken from it.</summary>
internal static class OutlineGraph
{
    /// <summary>What it takes.</summary>
    public static IReadOnlyList<ModelPort> Inputs { get; } =
        [new("mesh", [1, FaceOutline.Inputs], "468 times x, y; origin between the level eyes, unit = distance to the mouth")];

    /// <summary>What it gives.</summary>
    public static IReadOnlyList<ModelPort> Outputs { get; } =
    [
        new("outline", [1, FaceOutline.Outputs], "26 times x, y, clockwise from the hairline's left end; in the frame of the input"),
        new("errors", [1, OutlineMeasurements.Count], "root mean square errors: five lengths (shares), jaw angle (radians), four ratios"),
    ];

    /// <summary>The file; weights are 16-bit floats, which moves no point by more than a thousandth of the unit.</summary>
    public static byte[] ToBytes(LinearMap map, IReadOnlyList<double> errors)
    {
        var graph = new OnnxGraph(ModelNames.FaceOutline);
        graph.Describe("licence", "MIT");
        var mesh = graph.Input(Inputs[0].Name, [.. Inputs[0].Shape]);
        var centred = graph.Node("Sub", "centred", [mesh, graph.Floats("mesh_mean", Floats(map.InputMean), map.InputMean.Length)]);
        Half[] halves = [.. map.Weights.Cast<double>().Select(weight => (Half)weight)];
        var stored = graph.Halves("weights", halves, FaceOutline.Inputs, FaceOutline.Outputs);
        var weights = graph.Node("Cast", "weights/float", [stored], OnnxAttribute.Int("to", OnnxGraph.FloatType));
        var bias = graph.Floats("outline_mean", Floats(map.OutputMean), FaceOutline.Outputs);
        graph.Output(graph.Node("Gemm", "outline", [centred, weights, bias]), [.. Outputs[0].Shape]);
        var constant = graph.Floats("expected_errors", [.. errors.Select(error => (float)error)], 1, errors.Count);
        graph.Output(graph.Node("Identity", "errors", [constant]), [.. Outputs[1].Shape]);
        return graph.ToBytes();
    }

    private static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);
}
