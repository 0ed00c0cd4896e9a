namespace FaceShape.Training.Conversion;

/// <summary>
/// FaceRecognitionNet, dlib's residual network: <c>face</c> [1, 3, 150, 150] (aligned, RGB, mean subtracted, divided by 255)
/// gives <c>descriptor</c> [1, 128]; the distance between two is below 0.6 for one person. Also in two parts, which one after the
/// other give the same.
/// </summary>
internal static class FaceRecognitionNetGraph
{
    private const int Side = 150;
    private const int Numbers = 128;

    // What the trunk gives, and the rest takes.
    private static readonly FeatureMap Map = new("map", 128, 8);

    /// <summary>Builds the whole network.</summary>
    public static OnnxGraph Build(WeightsManifest weights)
    {
        var graph = new OnnxGraph("face_recognition");
        var layers = new LayerGraph(graph, weights);
        Rest(layers, Trunk(layers));
        return graph;
    }

    /// <summary>Builds the network up to its second block of 128 channels: <c>face</c> gives <c>map</c> [1, 128, 8, 8].</summary>
    public static OnnxGraph BuildTrunk(WeightsManifest weights)
    {
        var graph = new OnnxGraph("face_trunk");
        var map = Trunk(new(graph, weights));
        graph.Output(graph.Node("Identity", Map.Name, [map.Name]), 1, map.Channels, map.Side, map.Side);
        return graph;
    }

    /// <summary>Builds what follows the trunk: <c>map</c> gives <c>descriptor</c>.</summary>
    public static OnnxGraph BuildRest(WeightsManifest weights)
    {
        var graph = new OnnxGraph("face_descriptor");
        var layers = new LayerGraph(graph, weights);
        graph.Input(Map.Name, 1, Map.Channels, Map.Side, Map.Side);
        Rest(layers, Map);
        return graph;
    }

    private static FeatureMap Trunk(LayerGraph layers)
    {
        var face = new FeatureMap(layers.Graph.Input("face", 1, 3, Side, Side), 3, Side);
        var x = layers.Apply("Relu", Scaled(layers, face, "conv32_down", 7, 32, down: true));
        x = Pool(layers.Graph, "MaxPool", x, 3, "pooled");
        foreach (var name in new[] { "conv32_1", "conv32_2", "conv32_3" }) x = Residual(layers, x, name);
        x = ResidualDown(layers, x, "conv64_down", 64);
        foreach (var name in new[] { "conv64_1", "conv64_2", "conv64_3" }) x = Residual(layers, x, name);
        x = ResidualDown(layers, x, "conv128_down", 128);
        foreach (var name in new[] { "conv128_1", "conv128_2" }) x = Residual(layers, x, name);
        return x;
    }

    private static void Rest(LayerGraph layers, FeatureMap x)
    {
        x = ResidualDown(layers, x, "conv256_down", 256);
        foreach (var name in new[] { "conv256_1", "conv256_2" }) x = Residual(layers, x, name);
        x = ResidualDown(layers, x, "conv256_down_out", 256);

        var graph = layers.Graph;
        var mean = graph.Node("Flatten", "mean", [graph.Node("GlobalAveragePool", "mean/map", [x.Name])]);
        graph.Output(graph.Node("MatMul", "descriptor", [mean, layers.Matrix("fc", x.Channels, Numbers)]), 1, Numbers);
    }

    private static FeatureMap Residual(LayerGraph layers, FeatureMap x, string name)
    {
        var map = layers.Apply("Relu", Scaled(layers, x, $"{name}/conv1", 3, x.Channels, down: false));
        return layers.Apply("Relu", layers.Sum(Scaled(layers, map, $"{name}/conv2", 3, x.Channels, down: false), x));
    }

    /// <summary>Halves the side; the shortcut is a mean of 2x2, and the smaller of the two is filled up with zeros.</summary>
    private static FeatureMap ResidualDown(LayerGraph layers, FeatureMap x, string name, int channels)
    {
        var map = layers.Apply("Relu", Scaled(layers, x, $"{name}/conv1", 3, channels, down: true));
        map = Scaled(layers, map, $"{name}/conv2", 3, channels, down: false);
        var shortcut = Pool(layers.Graph, "AveragePool", x, 2, $"{name}/shortcut");
        shortcut = Fill(layers.Graph, shortcut, channels, shortcut.Side);
        map = Fill(layers.Graph, map, channels, shortcut.Side);
        return layers.Apply("Relu", layers.Sum(map, shortcut));
    }

    /// <summary>Fills a map up with zeros, to more channels and at the right and bottom.</summary>
    internal static FeatureMap Fill(OnnxGraph graph, FeatureMap x, int channels, int side)
    {
        if (x.Channels == channels && x.Side == side) return x;

        var pads = graph.Longs($"{x.Name}/pads", [0, 0, 0, 0, 0, channels - x.Channels, side - x.Side, side - x.Side], 8);
        return new(graph.Node("Pad", $"{x.Name}/filled", [x.Name, pads]), channels, side);
    }

    /// <summary>Pools by two, without padding.</summary>
    internal static FeatureMap Pool(OnnxGraph graph, string operation, FeatureMap x, int size, string name) =>
        new(graph.Node(operation, name, [x.Name], OnnxAttribute.Ints("kernel_shape", size, size), OnnxAttribute.Ints("strides", 2, 2)),
            x.Channels,
            (x.Side - size) / 2 + 1);

    /// <summary>A convolution followed by a factor and a term per channel; down-sampling ones are not padded.</summary>
    private static FeatureMap Scaled(LayerGraph layers, FeatureMap x, string name, int size, int channels, bool down)
    {
        var map = layers.Convolution(x, $"{name}/conv/filters", $"{name}/conv/bias", size, channels, down ? 2 : 1, same: !down);
        map = layers.Apply("Mul", map, [layers.PerChannel($"{name}/scale/weights", channels)]);
        return layers.Apply("Add", map, [layers.PerChannel($"{name}/scale/biases", channels)]);
    }
}
