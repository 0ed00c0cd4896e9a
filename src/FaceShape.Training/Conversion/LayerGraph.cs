namespace FaceShape.Training.Conversion;

/// <summary>
/// Adds layers with TensorFlow.js weights to an ONNX graph. Weights stay the bytes they are and become numbers in the graph
/// (byte * scale + minimum), which ONNX Runtime computes once, when it loads the model. Short vectors, for which the nodes would
/// take more room than the bytes save, are written as floats.
/// </summary>
internal sealed class LayerGraph(OnnxGraph graph, WeightsManifest weights)
{
    private const int ShortVector = 128;

    private int nodes;
    private string? levels;

    /// <summary>The graph that the layers are added to.</summary>
    public OnnxGraph Graph => graph;

    /// <summary>A convolution with a kernel [size, size, in, out] and a bias a channel; padded as TensorFlow's SAME, or not.</summary>
    public FeatureMap Convolution(FeatureMap x, string kernel, string bias, int size, int channels, int stride = 1, bool same = true)
    {
        var filters = Weights(weights.Find(kernel, size, size, x.Channels, channels).Transpose(3, 2, 0, 1));
        return Convolve(x, [x.Name, filters, Vector(bias, channels)], size, channels, stride, same, group: 1);
    }

    /// <summary>A 3x3 convolution of each channel by itself, kernel [3, 3, channels, 1], TensorFlow's SAME padding, no bias.</summary>
    public FeatureMap Depthwise(FeatureMap x, string kernel, int stride)
    {
        var filters = Weights(weights.Find(kernel, 3, 3, x.Channels, 1).Transpose(2, 3, 0, 1));
        return Convolve(x, [x.Name, filters], 3, x.Channels, stride, same: true, group: x.Channels);
    }

    /// <summary>A vector of weights, one a channel.</summary>
    public string Vector(string name, int channels) => Weights(weights.Find(name, channels));

    /// <summary>A vector of weights, one a channel, shaped to be applied to a feature map.</summary>
    public string PerChannel(string name, int channels) => Weights(weights.Find(name, channels).Reshape(channels, 1, 1));

    /// <summary>A matrix of weights.</summary>
    public string Matrix(string name, int rows, int columns) => Weights(weights.Find(name, rows, columns));

    /// <summary>An operation that keeps the shape.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="x">Its first input.</param>
    /// <param name="others">Names of its further inputs.</param>
    /// <param name="attributes">Its constants.</param>
    public FeatureMap Apply(
        string operation, FeatureMap x, ReadOnlySpan<string> others = default, params ReadOnlySpan<OnnxAttribute> attributes) =>
        x with { Name = Node(operation, [x.Name, .. others], attributes) };

    /// <summary>The sum of two feature maps of one shape.</summary>
    public FeatureMap Sum(FeatureMap a, FeatureMap b) => Apply("Add", a, [b.Name]);

    /// <summary>The numbers 0 to 255, once a graph.</summary>
    private string Levels => levels ??= graph.Doubles("levels", [.. Enumerable.Range(0, 256).Select(level => (double)level)], 256);

    private FeatureMap Convolve(
        FeatureMap x, ReadOnlySpan<string> inputs, int size, int channels, int stride, bool same, int group)
    {
        // TensorFlow's SAME gives the odd pixel of padding to the end, which ONNX's own "same" modes do not promise.
        var side = same ? (x.Side + stride - 1) / stride : (x.Side - size) / stride + 1;
        var padding = same ? Math.Max((side - 1) * stride + size - x.Side, 0) : 0;
        var (before, after) = (padding / 2, padding - padding / 2);
        var name = Node("Conv", inputs,
            OnnxAttribute.Ints("kernel_shape", size, size),
            OnnxAttribute.Ints("strides", stride, stride),
            OnnxAttribute.Ints("pads", before, before, after, after),
            OnnxAttribute.Int("group", group));
        return new(name, channels, side);
    }

    /// <summary>Adds a tensor as it is stored, and what makes floats of it.</summary>
    /// <returns>Name of the floats.</returns>
    public string Weights(WeightTensor tensor)
    {
        if (tensor.Storage == WeightStorage.Full || tensor.Data.Length <= ShortVector)
        {
            return graph.Floats(tensor.Name, tensor.ToFloats(), tensor.Shape);
        }

        if (tensor.Quantization is not { } quantization)
        {
            return Node("Cast", [graph.Halves(tensor.Name, tensor.ToHalves(), tensor.Shape)], OnnxAttribute.Int("to", OnnxGraph.FloatType));
        }

        // A byte looks its number up. The 256 numbers are computed in doubles, as TensorFlow.js does it, so that every weight is the
        // same to the bit; all weights in doubles would cost a browser 70 MB, which its memory never gives back. Not DequantizeLinear,
        // which ONNX Runtime keeps for 8-bit kernels and does not compute at load: the network then runs at half the speed.
        var bytes = graph.Bytes(tensor.Name, tensor.Data.Span, tensor.Shape);
        var scale = graph.Doubles($"{tensor.Name}/scale", [quantization.Scale]);
        var minimum = graph.Doubles($"{tensor.Name}/minimum", [quantization.Minimum]);
        var exact = Node("Add", [Node("Mul", [Levels, scale]), minimum]);
        var numbers = Node("Cast", [exact], OnnxAttribute.Int("to", OnnxGraph.FloatType));
        var places = Node("Cast", [bytes], OnnxAttribute.Int("to", OnnxGraph.Int32Type));
        return Node("Gather", [numbers, places]);
    }

    /// <summary>Adds an operation whose output is named after it and a number.</summary>
    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        graph.Node(operation, $"{operation}_{++nodes}", inputs, attributes);
}
