using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Inference;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Learning;

/// <summary>Writes a classifier as ONNX: standardization, ensemble, temperature and softmax in one graph.</summary>
internal static class ClassifierGraph
{
    /// <summary>What all classifiers take.</summary>
    public static IReadOnlyList<ModelPort> Inputs { get; } =
    [
        new("geometry", [1, GeometryFeatures.Count], "landmarks with the origin between the eyes, unit = distance to the mouth; then proportions"),
        new("descriptor", [1, FaceRecognitionNet.DescriptorLength], "about -0.5 to 0.5"),
    ];

    /// <summary>What a classifier gives.</summary>
    /// <param name="task">Its task.</param>
    /// <param name="abstains">Whether the threshold travels with it.</param>
    public static IReadOnlyList<ModelPort> Outputs(ClassifierTask task, bool abstains) =>
    [
        new("probabilities", [1, task.Labels.Count], $"{string.Join(", ", task.Labels)}; calibrated, sum to 1"),
        .. abstains ? (ModelPort[])[new("abstain_below", [1], "probability of the first answer below which nothing is said")] : [],
    ];

    /// <summary>The file; the same classifier gives the same bytes.</summary>
    /// <param name="task">What it answers.</param>
    /// <param name="classifier">The ensemble; its rows are geometry, then descriptor.</param>
    /// <param name="temperature">What logits are divided by.</param>
    /// <param name="abstainBelow">The threshold that travels with the weights; null for none.</param>
    public static byte[] ToBytes(ClassifierTask task, TrainedClassifier classifier, double temperature, double? abstainBelow)
    {
        var graph = new OnnxGraph(task.Name);
        graph.Describe("license", "MIT");
        var (network, standardizer) = (classifier.Network, classifier.Standardizer);
        string[] inputs = [.. Inputs.Select(port => graph.Input(port.Name, [.. port.Shape]))];
        var row = graph.Node("Concat", "row", inputs, OnnxAttribute.Int("axis", 1));
        row = graph.Node("Sub", "centred", [row, graph.Floats("mean", standardizer.Mean, standardizer.Mean.Length)]);
        row = graph.Node("Mul", "standardized", [row, graph.Floats("scale", standardizer.Scale, standardizer.Scale.Length)]);
        if (network.Hidden > 0)
        {
            row = Dense("hidden", row, network.FirstWeights, network.Stride, network.Inputs, network.FirstBiases);
            row = graph.Node("Relu", "rectified", [row]);
            row = Dense("logits", row, network.SecondWeights, network.Hidden, network.Hidden, network.SecondBiases);
        }
        else
        {
            row = Dense("logits", row, network.FirstWeights, network.Stride, network.Inputs, network.FirstBiases);
        }

        row = graph.Node("Div", "tempered", [row, graph.Floats("temperature", [(float)temperature])]);
        graph.Node("Softmax", "probabilities", [row], OnnxAttribute.Int("axis", 1));
        graph.Output("probabilities", 1, network.Outputs);
        if (abstainBelow is { } threshold)
        {
            graph.Node("Identity", "abstain_below", [graph.Floats("threshold", [(float)threshold], 1)]);
            graph.Output("abstain_below", 1);
        }

        return graph.ToBytes();

        string Dense(string layer, string input, ReadOnlySpan<float> weights, int stride, int length, ReadOnlySpan<float> biases)
        {
            var packed = new float[biases.Length * length];
            for (var unit = 0; unit < biases.Length; unit++) weights.Slice(unit * stride, length).CopyTo(packed.AsSpan(unit * length));
            return graph.Node(
                "Gemm",
                layer,
                [input, graph.Floats($"{layer}.weight", packed, biases.Length, length), graph.Floats($"{layer}.bias", biases, biases.Length)],
                OnnxAttribute.Int("transB", 1));
        }
    }
}
