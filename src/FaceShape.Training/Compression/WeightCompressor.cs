using System.Runtime.InteropServices;
using FaceShape.Shared.Onnx;
using FaceShape.Training.Conversion;
using Google.Protobuf;
using DataType = FaceShape.Shared.Onnx.TensorProto.Types.DataType;

namespace FaceShape.Training.Compression;

/// <summary>
/// Stores the weights of convolutions and matrices as signed bytes with a scale per output channel. The network computes in floats as
/// before: ONNX Runtime multiplies the bytes by their scales once, when it loads the model. Biases, slopes and short tensors stay.
/// Fewer than 8 bits still take a byte each; brotli finds the room they leave.
/// </summary>
/// <param name="bits">Bits a weight, <see cref="LeastBits"/> to 8.</param>
public sealed class WeightCompressor(int bits = 8)
{
    /// <summary>Below this nothing of a network is left.</summary>
    public const int LeastBits = 2;

    // Shorter tensors would not pay for their nodes.
    private const int ShortTensor = 512;

    private readonly int most = bits is >= LeastBits and <= 8
        ? (1 << (bits - 1)) - 1
        : throw new ArgumentOutOfRangeException(nameof(bits), bits, $"Weights may have {LeastBits} to 8 bits");

    /// <summary>Compresses a network.</summary>
    /// <param name="onnx">The ONNX file; weights in 32-bit or 16-bit floats or, as the converter writes them, in bytes of one scale.</param>
    /// <returns>The ONNX file with the same inputs and outputs.</returns>
    /// <exception cref="InvalidProtocolBufferException">The bytes are no ONNX file.</exception>
    public byte[] Compress(ReadOnlySpan<byte> onnx)
    {
        var model = ModelProto.Parser.ParseFrom(onnx);
        var graph = model.Graph;
        foreach (var weights in LongWeights(graph)) Replace(graph, weights);
        RemoveUnused(graph);
        return model.ToByteArray();
    }

    /// <summary>Bytes and scales of one tensor: each value is about its byte times the scale of its channel.</summary>
    internal (sbyte[] Bytes, float[] Scales) Quantize(StoredWeights weights)
    {
        var bytes = new sbyte[weights.Values.Length];
        var scales = new float[weights.Channels];
        for (var channel = 0; channel < scales.Length; channel++)
        {
            var values = weights.Channel(channel);
            scales[channel] = BestScale(values);
            for (var i = 0; i < values.Length; i++) bytes[weights.Index(channel, i)] = (sbyte)Round(values[i], scales[channel]);
        }

        return (bytes, scales);
    }

    /// <summary>The scale with the least squared error: to clip a rare large weight may serve the many small ones.</summary>
    private float BestScale(float[] values)
    {
        var largest = values.Max(Math.Abs);
        if (largest == 0) return 1;
        var (best, least) = (largest / most, double.PositiveInfinity);
        for (var share = 1.0; share >= 0.5; share -= 0.02)
        {
            var scale = (float)(share * largest / most);
            var error = values.Sum(value => Square(value - Round(value, scale) * scale));
            if (error < least) (best, least) = (scale, error);
        }

        return best;
    }

    private int Round(float value, float scale) => Math.Clamp((int)MathF.Round(value / scale), -most, most);

    private static StoredWeights[] LongWeights(GraphProto graph) =>
        [.. StoredWeights.FindAll(graph).DistinctBy(weights => weights.Name).Where(weights => weights.Values.Length >= ShortTensor)];

    private static double Square(double value) => value * value;

    private void Replace(GraphProto graph, StoredWeights weights)
    {
        var (bytes, scales) = Quantize(weights);
        if (weights.Producer is { } producer) graph.Node.Remove(producer);
        else graph.Initializer.Remove(graph.Initializer.Single(tensor => tensor.Name == weights.Name));
        graph.Initializer.Add(Tensor($"{weights.Name}/bytes", DataType.Int8, weights.Shape, MemoryMarshal.AsBytes(bytes.AsSpan())));
        graph.Initializer.Add(Tensor($"{weights.Name}/scales", DataType.Float, weights.ScaleShape, MemoryMarshal.AsBytes(scales.AsSpan())));
        var cast = new NodeProto { OpType = "Cast", Input = { $"{weights.Name}/bytes" }, Output = { $"{weights.Name}/whole" } };
        cast.Attribute.Add(OnnxAttribute.Int("to", OnnxGraph.FloatType).Proto);
        var scaled = new NodeProto { OpType = "Mul", Output = { weights.Name } };
        scaled.Input.Add([$"{weights.Name}/whole", $"{weights.Name}/scales"]);

        // What gives a value comes before what takes it.
        graph.Node.Insert(0, cast);
        graph.Node.Insert(1, scaled);
    }

    private static void RemoveUnused(GraphProto graph)
    {
        var needed = graph.Output.Select(output => output.Name).ToHashSet();
        for (var i = graph.Node.Count - 1; i >= 0; i--)
        {
            if (graph.Node[i].Output.Any(needed.Contains)) needed.UnionWith(graph.Node[i].Input);
            else graph.Node.RemoveAt(i);
        }

        foreach (var tensor in graph.Initializer.Where(tensor => !needed.Contains(tensor.Name)).ToArray()) graph.Initializer.Remove(tensor);
    }

    private static TensorProto Tensor(string name, DataType type, IEnumerable<int> shape, ReadOnlySpan<byte> data)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(data) };
        tensor.Dims.Add(shape.Select(length => (long)length));
        return tensor;
    }
}
