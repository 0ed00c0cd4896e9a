namespace FaceShape.Training.Conversion;

/// <summary>
/// Adds layers with TensorFlow.js weights to an ONNX graph. Weights stay the bytes they are: they are dequantized in the graph
/// (byte * scale, then + minimum), which ONNX Runtime computes once, when it loads the model.
/// </summary>
internal sealed class LayerGraph(OnnxGraph graph, WeightsManifest weights)
{
    private const string ZeroPoint = "zero_point";

    private bool hasZeroPoint;

    /// <summary>The graph that the layers are added to.</summary>
    public OnnxGraph Graph => graph;

    /// <summary>A convolution with a kernel [size, size, in, out] and a bias per output channel, padded as TensorFlow's SAME or not.</summary>
    public FeatureMap Convolution(FeatureMap x, string kernel, string bias, int size, int channels, int stride = 1, bool same = true)
    {
        var filters = Weights(weights.Find(kernel, size, size, x.Channels, channels).Transpose(3, 2, 0, 1));
        return Convolve(x, kernel, [x.Name, filters, Vector(bias, channels)], size, channels, stride, same, group: 1);
    }

    /// <summary>A 3x3 convolution of each channel by itself, kernel [3, 3, channels, 1], TensorFlow's SAME padding, no bias.</summary>
    public FeatureMap Depthwise(FeatureMap x, string kernel, int stride)
    {
        var filters = Weights(weights.Find(kernel, 3, 3, x.Channels, 1).Transpose(2, 3, 0, 1));
        return Convolve(x, kernel, [x.Name, filters], 3, x.Channels, stride, same: true, group: x.Channels);
    }

    /// <summary>A vector of weights, one a channel.</summary>
    public string Vector(string name, int channels) => Weights(weights.Find(name, channels));

    /// <summary>A vector of weights, one a channel, shaped to be applied to a feature map.</summary>
    public string PerChannel(string name, int channels) => Weights(weights.Find(name, channels).Reshape(channels, 1, 1));

    /// <summary>A matrix of weights.</summary>
    public string Matrix(string name, int rows, int columns) => Weights(weights.Find(name, rows, columns));

    /// <summary>An operation that keeps the shape; its output is named after its first input.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="x">Its first input.</param>
    /// <param name="others">Names of its further inputs.</param>
    /// <param name="attributes">Its constants.</param>
    public FeatureMap Apply(string operation, FeatureMap x, ReadOnlySpan<string> others = default, params ReadOnlySpan<OnnxAttribute> attributes) =>
        x with { Name = graph.Node(operation, $"{x.Name}/{operation.ToLowerInvariant()}", [x.Name, .. others], attributes) };

    /// <summary>The sum of two feature maps of one shape.</summary>
    public FeatureMap Sum(FeatureMap a, FeatureMap b) => Apply("Add", a, [b.Name]);

    private FeatureMap Convolve(
        FeatureMap x, string kernel, ReadOnlySpan<string> inputs, int size, int channels, int stride, bool same, int group)
    {
        // TensorFlow's SAME gives the odd pixel of padding to the end, which ONNX's own "same" modes do not promise.
        var side = same ? (x.Side + stride - 1) / stride : (x.Side - size) / stride + 1;
        var padding = same ? Math.Max((side - 1) * stride + size - x.Side, 0) : 0;
        var (before, after) = (padding / 2, padding - padding / 2);
        var name = graph.Node("Conv", $"{kernel}/conv", inputs,
            OnnxAttribute.Ints("kernel_shape", size, size),
            OnnxAttribute.Ints("strides", stride, stride),
            OnnxAttribute.Ints("pads", before, before, after, after),
            OnnxAttribute.Int("group", group));
        return new(name, channels, side);
    }

    private string Weights(WeightTensor tensor)
    {
        if (tensor.Quantization is not { } quantization) return graph.Floats(tensor.Name, tensor.Floats, tensor.Shape);

        if (!hasZeroPoint) graph.Bytes(ZeroPoint, [0]);
        hasZeroPoint = true;
        var name = tensor.Name;
        var bytes = graph.Bytes($"{name}/bytes", tensor.Data.Span, tensor.Shape);
        var scale = graph.Floats($"{name}/scale", [(float)quantization.Scale]);
        var minimum = graph.Floats($"{name}/minimum", [(float)quantization.Minimum]);
        return graph.Node("Add", name, [graph.Node("DequantizeLinear", $"{name}/scaled", [bytes, scale, ZeroPoint]), minimum]);
    }
}
