namespace FaceShape.Training.Conversion;

/// <summary>
/// FaceLandmark68Net: <c>face</c> [1, 3, 112, 112] (RGB, mean subtracted, divided by 255) gives <c>points</c> [1, 136]
/// (68 times x, y relative to the padded square).
/// </summary>
internal static class FaceLandmark68NetGraph
{
    private const int Side = 112;
    private const int Coordinates = 136;

    /// <summary>Builds the graph.</summary>
    public static OnnxGraph Build(WeightsManifest weights)
    {
        var graph = new OnnxGraph("face_landmark_68");
        var layers = new LayerGraph(graph, weights);
        var face = new FeatureMap(graph.Input("face", 1, 3, Side, Side), 3, Side);

        var x = layers.Apply("Relu", layers.Convolution(face, "dense0/conv0/filters", "dense0/conv0/bias", 3, 32, stride: 2));
        x = DenseBlock(layers, x, "dense0");
        foreach (var (name, channels) in new[] { ("dense1", 64), ("dense2", 128), ("dense3", 256) })
        {
            x = DenseBlock(layers, layers.Apply("Relu", Separable(layers, x, $"{name}/conv0", channels, stride: 2)), name);
        }

        var pooled = graph.Node("AveragePool", "pooled", [x.Name], OnnxAttribute.Ints("kernel_shape", x.Side, x.Side));
        var flat = graph.Node("Flatten", "flat", [pooled]);
        var (matrix, bias) = (layers.Matrix("fc/weights", x.Channels, Coordinates), layers.Vector("fc/bias", Coordinates));
        graph.Output(graph.Node("Gemm", "points", [flat, matrix, bias]), 1, Coordinates);
        return graph;
    }

    /// <summary>After a block's first convolution come three; each takes the rectified sum of all before it in the block.</summary>
    private static FeatureMap DenseBlock(LayerGraph layers, FeatureMap first, string name)
    {
        var (sum, x) = (first, first);
        foreach (var layer in new[] { "conv1", "conv2", "conv3" })
        {
            sum = layers.Sum(sum, Separable(layers, x, $"{name}/{layer}", x.Channels, stride: 1));
            x = layers.Apply("Relu", sum);
        }

        return x;
    }

    private static FeatureMap Separable(LayerGraph layers, FeatureMap x, string name, int channels, int stride) =>
        layers.Convolution(
            layers.Depthwise(x, $"{name}/depthwise_filter", stride), $"{name}/pointwise_filter", $"{name}/bias", 1, channels);
}
