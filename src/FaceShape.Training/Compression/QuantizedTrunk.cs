using FaceShape.Imaging;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Compression;

/// <summary>
/// The trunk computed in whole numbers: what flows into a convolution is a byte with one scale, weights are signed bytes with a scale per
/// output channel, sums are 32-bit, so that they are the same on every machine. What flows past the blocks stays in floats. Jacob et al.,
/// "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", 2018.
/// </summary>
/// <param name="trunk">The trunk in floats.</param>
/// <param name="ranges">How large what flows through its blocks gets, in the order of the walk.</param>
/// <param name="bits">Bits a weight, at most <see cref="MostBits"/>.</param>
internal sealed class QuantizedTrunk(ResidualTrunk trunk, IReadOnlyList<BlockRange> ranges, int bits)
{
    /// <summary>With more, two products no longer fit into the 16 bits that processors without a longer instruction sum them in.</summary>
    public const int MostBits = 7;

    private static ChannelScaling Mean => ChannelScaling.DlibMean;

    // Of black and of white, in the channels where they are farthest from the mean.
    private static readonly ByteRange Face = new(-Mean.MeanRed / Mean.Divisor, (byte.MaxValue - Mean.MeanBlue) / Mean.Divisor);

    private readonly WeightCompressor weights = bits <= MostBits
        ? new(bits)
        : throw new ArgumentOutOfRangeException(nameof(bits), bits, $"Weights may have {WeightCompressor.LeastBits} to {MostBits} bits");

    /// <summary>The trunk with the ranges of <see cref="TrunkRanges.Shipped"/>.</summary>
    public static OnnxGraph Build(WeightsManifest weights, int bits) => new QuantizedTrunk(ResidualTrunk.Read(weights), TrunkRanges.Shipped, bits).ToGraph();

    /// <summary>The network: <c>face</c> [1, 3, 150, 150] gives <c>map</c> [1, 128, 8, 8].</summary>
    public OnnxGraph ToGraph()
    {
        var graph = new OnnxGraph("face_trunk");
        var face = new FeatureMap(graph.Input("face", 1, 3, ResidualTrunk.Side, ResidualTrunk.Side), 3, ResidualTrunk.Side);
        var stem = Convolve(graph, Quantize(graph, face, Face), trunk.Stem, "stem", stride: 2, padding: 0, ByteRange.UpTo(ranges[0].Input));
        stem = stem with { Map = FaceRecognitionNetGraph.Pool(graph, "MaxPool", stem.Map, 3, "pooled") };
        var x = Dequantize(graph, stem);
        foreach (var (block, range) in trunk.Blocks.Zip(ranges)) x = Add(graph, x, block, range);
        graph.Output(graph.Node("Identity", "map", [x.Name]), 1, x.Channels, x.Side, x.Side);
        return graph;
    }

    private FeatureMap Add(OnnxGraph graph, FeatureMap x, ResidualBlock block, BlockRange range)
    {
        var (name, first, second, down) = block;
        var inner = Convolve(
            graph, Quantize(graph, x, ByteRange.UpTo(range.Input)), first, $"{name}/conv1", down ? 2 : 1, down ? 0 : 1, ByteRange.UpTo(range.Inner));
        var map = Dequantize(graph, Convolve(graph, inner, second, $"{name}/conv2", stride: 1, padding: 1, new(range.Least, range.Most)));
        var shortcut = down ? FaceRecognitionNetGraph.Pool(graph, "AveragePool", x, 2, $"{name}/shortcut") : x;
        shortcut = FaceRecognitionNetGraph.Fill(graph, shortcut, map.Channels, shortcut.Side);
        map = FaceRecognitionNetGraph.Fill(graph, map, map.Channels, shortcut.Side);
        return map with { Name = graph.Node("Relu", $"{name}/relu", [graph.Node("Add", $"{name}/sum", [map.Name, shortcut.Name])]) };
    }

    private Quantized Convolve(
        OnnxGraph graph, Quantized x, Convolution convolution, string name, int stride, int padding, ByteRange range)
    {
        var (size, outputs, inputs) = (convolution.Size, convolution.Outputs, convolution.Inputs);
        var (kernel, scales) = weights.Quantize(new(name, null, convolution.Kernel, [outputs, inputs, size, size], Axis: 0));
        var bias = convolution.Bias.Select((value, output) => (int)Math.Round(value / ((double)x.Range.Scale * scales[output])));
        var (scale, zero) = Constants(graph, name, range);
        string[] taken =
        [
            x.Map.Name, x.Scale, x.Zero,
            graph.SignedBytes($"{name}/kernel", kernel, outputs, inputs, size, size),
            graph.Floats($"{name}/scales", scales, outputs),
            graph.SignedBytes($"{name}/zeros", new sbyte[outputs], outputs),
            scale, zero,
            graph.Ints($"{name}/bias", [.. bias], outputs),
        ];
        graph.Node("QLinearConv", name, taken,
            OnnxAttribute.Ints("kernel_shape", size, size),
            OnnxAttribute.Ints("strides", stride, stride),
            OnnxAttribute.Ints("pads", padding, padding, padding, padding));
        return new(new(name, outputs, (x.Map.Side + 2 * padding - size) / stride + 1), range, scale, zero);
    }

    private static Quantized Quantize(OnnxGraph graph, FeatureMap x, ByteRange range)
    {
        var name = $"{x.Name}/bytes";
        var (scale, zero) = Constants(graph, name, range);
        return new(x with { Name = graph.Node("QuantizeLinear", name, [x.Name, scale, zero]) }, range, scale, zero);
    }

    private static FeatureMap Dequantize(OnnxGraph graph, Quantized x) =>
        x.Map with { Name = graph.Node("DequantizeLinear", $"{x.Map.Name}/floats", [x.Map.Name, x.Scale, x.Zero]) };

    private static (string Scale, string Zero) Constants(OnnxGraph graph, string name, ByteRange range) =>
        (graph.Floats($"{name}/scale", [range.Scale]), graph.Bytes($"{name}/zero", [range.Zero]));

    /// <summary>Bytes, and what they stand for.</summary>
    private sealed record Quantized(FeatureMap Map, ByteRange Range, string Scale, string Zero);
}
