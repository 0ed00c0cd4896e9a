using System.Runtime.InteropServices;
using FaceShape.Shared.Onnx;
using DataType = FaceShape.Shared.Onnx.TensorProto.Types.DataType;

namespace FaceShape.Training.Compression;

/// <summary>The weights of a convolution or a matrix as a graph stores them.</summary>
/// <param name="Name">Name of the floats that the operation takes.</param>
/// <param name="Producer">The node that makes floats of what is stored; null when floats are stored.</param>
/// <param name="Values">The floats, last axis fastest.</param>
/// <param name="Shape">Lengths of the axes.</param>
/// <param name="Axis">The axis of output channels: the first or the last.</param>
internal sealed record StoredWeights(string Name, NodeProto? Producer, float[] Values, int[] Shape, int Axis)
{
    /// <summary>Number of output channels.</summary>
    public int Channels => Shape[Axis];

    /// <summary>The shape of one scale a channel, beside the weights.</summary>
    public IEnumerable<int> ScaleShape => Shape.Select((length, axis) => axis == Axis ? length : 1);

    private int PerChannel => Values.Length / Channels;

    /// <summary>Where an element of a channel lies.</summary>
    public int Index(int channel, int element) => Axis == 0 ? channel * PerChannel + element : element * Channels + channel;

    /// <summary>The weights of one output channel.</summary>
    public float[] Channel(int channel)
    {
        var values = new float[PerChannel];
        for (var i = 0; i < values.Length; i++) values[i] = Values[Index(channel, i)];
        return values;
    }

    /// <summary>All tensors of weights whose stored form is understood.</summary>
    public static IEnumerable<StoredWeights> FindAll(GraphProto graph)
    {
        var constants = graph.Initializer.ToDictionary(tensor => tensor.Name);
        var producers = graph.Node.Where(node => node.Output.Count == 1).ToDictionary(node => node.Output[0]);
        foreach (var node in graph.Node)
        {
            if (node.Input.Count < 2 || OutputAxis(node) is not { } axis) continue;
            var name = node.Input[1];
            producers.TryGetValue(name, out var producer);
            if (Read(name) is not var (values, shape)) continue;
            yield return new(name, producer, values, shape, axis < 0 ? shape.Length - 1 : axis);
        }

        (float[] Values, int[] Shape)? Read(string name)
        {
            if (constants.TryGetValue(name, out var tensor)) return Floats(tensor);
            if (!producers.TryGetValue(name, out var node)) return null;
            return node.OpType switch
            {
                "Cast" when constants.TryGetValue(node.Input[0], out var halves) => Floats(halves),
                "Gather" => Looked(node),
                _ => null,
            };
        }

        // The converter's bytes of one scale: number = (float)(byte * scale + minimum), computed in doubles.
        (float[] Values, int[] Shape)? Looked(NodeProto gather)
        {
            var places = producers[gather.Input[1]];
            var numbers = producers[gather.Input[0]];
            if (places.OpType != "Cast" || numbers.OpType != "Cast" || !constants.TryGetValue(places.Input[0], out var bytes)) return null;
            var sum = producers[numbers.Input[0]];
            var minimum = Double(constants[sum.Input[1]]);
            var scale = Double(constants[producers[sum.Input[0]].Input[1]]);
            return ([.. bytes.RawData.Select(level => (float)(level * scale + minimum))], Dimensions(bytes));
        }
    }

    private static (float[] Values, int[] Shape)? Floats(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Float => (MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray(), Dimensions(tensor)),
        DataType.Float16 => ([.. MemoryMarshal.Cast<byte, Half>(tensor.RawData.Span).ToArray().Select(value => (float)value)], Dimensions(tensor)),
        _ => null,
    };

    private static double Double(TensorProto tensor) => MemoryMarshal.Read<double>(tensor.RawData.Span);

    private static int[] Dimensions(TensorProto tensor) => [.. tensor.Dims.Select(length => (int)length)];

    // -1 stands for the last.
    private static int? OutputAxis(NodeProto node) => node.OpType switch
    {
        "Conv" => 0,
        "MatMul" => -1,
        "Gemm" => node.Attribute.Any(attribute => attribute.Name == "transB" && attribute.I == 1) ? 0 : -1,
        _ => null,
    };
}
