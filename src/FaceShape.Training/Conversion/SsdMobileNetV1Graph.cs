namespace FaceShape.Training.Conversion;

/// <summary>
/// SSD on MobileNetV1, the face detector: <c>image</c> [1, 3, 512, 512] (RGB, -1 to 1) gives <c>encodings</c> [1, 5118, 4]
/// (ty, tx, th, tw relative to each anchor, not decoded) and <c>scores</c> [1, 5118] (0 to 1). Anchors are not part of the graph.
/// </summary>
internal sealed class SsdMobileNetV1Graph
{
    private const int Blocks = 13;
    private const int Side = 512;
    private const int Anchors = 5118;
    private const int Classes = 3;

    /// <summary>TensorFlow's 0.001 as the float it was trained with.</summary>
    private const float Epsilon = 0.0010000000474974513f;

    private readonly OnnxGraph graph = new("ssd_mobilenetv1");
    private readonly LayerGraph layers;
    private readonly string zero;
    private readonly string six;

    private SsdMobileNetV1Graph(WeightsManifest weights)
    {
        layers = new LayerGraph(graph, weights);
        zero = graph.Floats("zero", [0f]);
        six = graph.Floats("six", [6f]);
    }

    /// <summary>Builds the graph.</summary>
    public static OnnxGraph Build(WeightsManifest weights)
    {
        var network = new SsdMobileNetV1Graph(weights);
        network.Add(new(network.graph.Input("image", 1, 3, Side, Side), 3, Side));
        return network.graph;
    }

    /// <summary>The anchors that the weights come with, [1, 5118, 4]: top, left, bottom, right in the unit square.</summary>
    public static float[] AnchorBoxes(WeightsManifest weights) => weights.Find("Output/extra_dim", 1, Anchors, 4).ToFloats();

    private void Add(FeatureMap image)
    {
        var (middle, last) = AddMobileNet(image);
        var features = new List<FeatureMap> { middle, last };
        foreach (var (squeezed, channels) in new[] { (256, 512), (128, 256), (128, 256), (64, 128) })
        {
            var layer = 2 * (features.Count - 2);
            var x = Pointwise(features[^1], $"Prediction/Conv2d_{layer}_pointwise", 1, squeezed);
            features.Add(Pointwise(x, $"Prediction/Conv2d_{layer + 1}_pointwise", 3, channels, stride: 2));
        }

        AddHeads(features);
    }

    private (FeatureMap Middle, FeatureMap Last) AddMobileNet(FeatureMap image)
    {
        var x = Pointwise(image, "MobilenetV1/Conv2d_0_pointwise", 3, 32, stride: 2);
        var middle = x;
        for (var block = 1; block <= Blocks; block++)
        {
            var channels = block switch { 1 => 64, <= 3 => 128, <= 5 => 256, <= 11 => 512, _ => 1024 };
            x = Depthwise(x, $"MobilenetV1/Conv2d_{block}_depthwise", block is 2 or 4 or 6 or 12 ? 2 : 1);
            x = Pointwise(x, $"MobilenetV1/Conv2d_{block}_pointwise", 1, channels);
            if (block == 11) middle = x;
        }

        return (middle, x);
    }

    private void AddHeads(List<FeatureMap> features)
    {
        var encodings = new List<string>();
        var classes = new List<string>();
        for (var head = 0; head < features.Count; head++)
        {
            var anchors = head == 0 ? 3 : 6;
            encodings.Add(Head(features[head], $"Prediction/BoxPredictor_{head}/BoxEncodingPredictor", anchors, 4));
            classes.Add(Head(features[head], $"Prediction/BoxPredictor_{head}/ClassPredictor", anchors, Classes));
        }

        graph.Output(graph.Node("Concat", "encodings", [.. encodings], OnnxAttribute.Int("axis", 1)), 1, Anchors, 4);
        var logits = graph.Node("Concat", "logits", [.. classes], OnnxAttribute.Int("axis", 1));
        var face = graph.Longs("face_class", [1]);
        var faceLogits = graph.Node("Gather", "face_logits", [logits, face], OnnxAttribute.Int("axis", 2));
        var flat = graph.Node("Reshape", "face_logits/flat", [faceLogits, graph.Longs("scores_shape", [1, Anchors], 2)]);
        graph.Output(graph.Node("Sigmoid", "scores", [flat]), 1, Anchors);
    }

    /// <summary>A 1x1 convolution whose channels become rows: anchor after anchor, cell after cell.</summary>
    private string Head(FeatureMap x, string name, int anchors, int columns)
    {
        var map = layers.Convolution(x, $"{name}/weights", $"{name}/biases", 1, anchors * columns);
        var rows = graph.Node("Transpose", $"{name}/nhwc", [map.Name], OnnxAttribute.Ints("perm", 0, 2, 3, 1));
        var shape = graph.Longs($"{name}/shape", [1, (long)map.Side * map.Side * anchors, columns], 3);
        return graph.Node("Reshape", $"{name}/rows", [rows, shape]);
    }

    private FeatureMap Pointwise(FeatureMap x, string name, int size, int channels, int stride = 1) =>
        Relu6(layers.Convolution(x, $"{name}/weights", $"{name}/convolution_bn_offset", size, channels, stride));

    private FeatureMap Depthwise(FeatureMap x, string name, int stride)
    {
        var map = layers.Depthwise(x, $"{name}/depthwise_weights", stride);
        string Vector(string part) => layers.Vector($"{name}/BatchNorm/{part}", map.Channels);
        return Relu6(layers.Apply("BatchNormalization", map,
            [Vector("gamma"), Vector("beta"), Vector("moving_mean"), Vector("moving_variance")],
            OnnxAttribute.Float("epsilon", Epsilon)));
    }

    private FeatureMap Relu6(FeatureMap x) => layers.Apply("Clip", x, [zero, six]);
}
