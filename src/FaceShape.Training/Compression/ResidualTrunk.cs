using FaceShape.Training.Conversion;

namespace FaceShape.Training.Compression;

/// <summary>Two convolutions and a shortcut around them.</summary>
/// <param name="Name">Name in the weights.</param>
/// <param name="First">Its outputs are seen by <paramref name="Second"/> alone, so they may be fewer.</param>
/// <param name="Second">Gives the block's channels.</param>
/// <param name="Down">Whether the block halves the side; its first convolution is then not padded and its shortcut a mean of 2 x 2.</param>
internal sealed record ResidualBlock(string Name, Convolution First, Convolution Second, bool Down);

/// <summary>
/// The trunk of dlib's descriptor network as numbers that can be changed: factors and terms of each convolution are folded into its
/// weights. Unchanged it gives what <see cref="FaceRecognitionNetGraph.BuildTrunk"/> gives.
/// </summary>
/// <param name="Stem">7 x 7, stride 2, before the pooling.</param>
/// <param name="Blocks">In the order of the walk.</param>
internal sealed record ResidualTrunk(Convolution Stem, IReadOnlyList<ResidualBlock> Blocks)
{
    private const int Side = 150;

    /// <summary>Output with what a tapped block's second convolution sees.</summary>
    public const string Inner = "inner";

    /// <summary>Output with a tapped block's shortcut.</summary>
    public const string Shortcut = "shortcut";

    /// <summary>Output with a tapped block's sum before its ReLU.</summary>
    public const string Sum = "sum";

    /// <summary>Takes the weights of the package.</summary>
    public static ResidualTrunk Read(WeightsManifest weights)
    {
        var blocks = new List<ResidualBlock>();
        var channels = 32;
        foreach (var (name, width) in Layout)
        {
            var down = name.EndsWith("_down", StringComparison.Ordinal);
            blocks.Add(new(name, Fold(weights, $"{name}/conv1", 3, channels, width), Fold(weights, $"{name}/conv2", 3, width, width), down));
            channels = width;
        }

        return new(Fold(weights, "conv32_down", 7, 3, 32), blocks);
    }

    /// <summary>Multiply-adds of one face.</summary>
    public long MultiplyAdds
    {
        get
        {
            var side = (Side - Stem.Size) / 2 + 1;
            var sum = Cost(Stem, side);
            side = (side - 3) / 2 + 1;
            foreach (var block in Blocks)
            {
                var inner = block.Down ? (side - 3) / 2 + 1 : side;
                sum += Cost(block.First, inner) + Cost(block.Second, inner);
                if (block.Down) side = (side - 2) / 2 + 1;
            }

            return sum;

            static long Cost(Convolution convolution, int side) => (long)convolution.Kernel.Length * side * side;
        }
    }

    /// <summary>The network: <c>face</c> [1, 3, 150, 150] gives <c>map</c> [1, 128, 8, 8].</summary>
    /// <param name="tapped">Ends after this block and gives <see cref="Inner"/>, <see cref="Shortcut"/> and <see cref="Sum"/> instead.</param>
    public OnnxGraph ToGraph(int? tapped = null)
    {
        var graph = new OnnxGraph("face_trunk");
        var x = Relu(graph, Convolve(graph, new(graph.Input("face", 1, 3, Side, Side), 3, Side), Stem, "stem", stride: 2, padding: 0));
        x = FaceRecognitionNetGraph.Pool(graph, "MaxPool", x, 3, "pooled");
        for (var i = 0; i < Blocks.Count; i++)
        {
            var (name, first, second, down) = Blocks[i];
            var inner = Relu(graph, Convolve(graph, x, first, $"{name}/conv1", down ? 2 : 1, down ? 0 : 1));
            var map = Convolve(graph, inner, second, $"{name}/conv2", stride: 1, padding: 1);
            var shortcut = down ? FaceRecognitionNetGraph.Pool(graph, "AveragePool", x, 2, $"{name}/shortcut") : x;
            shortcut = FaceRecognitionNetGraph.Fill(graph, shortcut, map.Channels, shortcut.Side);
            map = FaceRecognitionNetGraph.Fill(graph, map, map.Channels, shortcut.Side);
            var sum = map with { Name = graph.Node("Add", $"{name}/sum", [map.Name, shortcut.Name]) };
            if (i == tapped)
            {
                Give(graph, inner, Inner);
                Give(graph, shortcut, Shortcut);
                Give(graph, sum, Sum);
                return graph;
            }

            x = Relu(graph, sum);
        }

        Give(graph, x, "map");
        return graph;
    }

    private static IEnumerable<(string Name, int Width)> Layout =>
    [
        ("conv32_1", 32), ("conv32_2", 32), ("conv32_3", 32),
        ("conv64_down", 64), ("conv64_1", 64), ("conv64_2", 64), ("conv64_3", 64),
        ("conv128_down", 128), ("conv128_1", 128), ("conv128_2", 128),
    ];

    private static Convolution Fold(WeightsManifest weights, string name, int size, int inputs, int outputs)
    {
        var kernel = weights.Find($"{name}/conv/filters", size, size, inputs, outputs).Transpose(3, 2, 0, 1).ToFloats();
        var bias = weights.Find($"{name}/conv/bias", outputs).ToFloats();
        var factors = weights.Find($"{name}/scale/weights", outputs).ToFloats();
        var terms = weights.Find($"{name}/scale/biases", outputs).ToFloats();
        var length = inputs * size * size;
        for (var i = 0; i < kernel.Length; i++) kernel[i] *= factors[i / length];
        return new(kernel, [.. bias.Select((value, output) => value * factors[output] + terms[output])], inputs, size);
    }

    private static FeatureMap Convolve(OnnxGraph graph, FeatureMap x, Convolution convolution, string name, int stride, int padding)
    {
        var (size, outputs) = (convolution.Size, convolution.Outputs);
        var kernel = graph.Floats($"{name}/kernel", convolution.Kernel, outputs, convolution.Inputs, size, size);
        var bias = graph.Floats($"{name}/bias", convolution.Bias, outputs);
        graph.Node("Conv", name, [x.Name, kernel, bias],
            OnnxAttribute.Ints("kernel_shape", size, size),
            OnnxAttribute.Ints("strides", stride, stride),
            OnnxAttribute.Ints("pads", padding, padding, padding, padding));
        return new(name, outputs, (x.Side + 2 * padding - size) / stride + 1);
    }

    private static FeatureMap Relu(OnnxGraph graph, FeatureMap x) => x with { Name = graph.Node("Relu", $"{x.Name}/relu", [x.Name]) };

    private static void Give(OnnxGraph graph, FeatureMap x, string name) =>
        graph.Output(graph.Node("Identity", name, [x.Name]), 1, x.Channels, x.Side, x.Side);
}
