using System.Runtime.InteropServices;
using FaceShape.Shared.Onnx;
using Google.Protobuf;
using DataType = FaceShape.Shared.Onnx.TensorProto.Types.DataType;

namespace FaceShape.Training.Conversion;

/// <summary>
/// Builds an ONNX model (IR version 8, operator set 13) with float inputs and outputs of fixed shape.
/// Values are defined before they are used, each name once; the same calls give the same bytes.
/// </summary>
/// <param name="name">Name of the graph.</param>
public sealed class OnnxGraph(string name)
{
    /// <summary>Version of the file format: what ONNX Runtime has read since 1.10.</summary>
    public const int IrVersion = 8;

    /// <summary>Version of the standard operators.</summary>
    public const int OperatorSet = 13;

    /// <summary>Instead of the length of an axis: any.</summary>
    public const int Free = -1;

    /// <summary>The float element type, as the <c>Cast</c> operator's <c>to</c> takes it.</summary>
    public const int FloatType = (int)DataType.Float;

    /// <summary>The 32-bit integer element type, as the <c>Cast</c> operator's <c>to</c> takes it.</summary>
    public const int Int32Type = (int)DataType.Int32;

    /// <summary>The double element type, as the <c>Cast</c> operator's <c>to</c> takes it.</summary>
    public const int DoubleType = (int)DataType.Double;

    private readonly GraphProto graph = new() { Name = name };
    private readonly List<StringStringEntryProto> metadata = [];
    private readonly HashSet<string> values = [];
    private readonly HashSet<string> outputs = [];

    /// <summary>Notes a fact about the model in the file, such as its licence.</summary>
    public void Describe(string key, string value) => metadata.Add(new() { Key = key, Value = value });

    /// <summary>Declares a float input.</summary>
    /// <param name="input">Its name.</param>
    /// <param name="shape">Lengths of its axes, outermost first; <see cref="Free"/> for any.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The name is taken, or a length is not positive.</exception>
    public string Input(string input, params ReadOnlySpan<int> shape)
    {
        graph.Input.Add(Port(Define(input), shape));
        return input;
    }

    /// <summary>Declares a value that is already defined as a float output.</summary>
    /// <param name="output">Its name.</param>
    /// <param name="shape">Lengths of its axes, outermost first; <see cref="Free"/> for any.</param>
    /// <exception cref="ArgumentException">The value is not defined, or is an output already, or a length is not positive.</exception>
    public void Output(string output, params ReadOnlySpan<int> shape)
    {
        if (!values.Contains(output)) throw new ArgumentException($"No node gives {output}", nameof(output));
        if (!outputs.Add(output)) throw new ArgumentException($"{output} is an output already", nameof(output));
        graph.Output.Add(Port(output, shape));
    }

    /// <summary>Adds a constant of floats.</summary>
    /// <param name="constant">Its name.</param>
    /// <param name="elements">The elements, last axis fastest.</param>
    /// <param name="shape">Lengths of its axes; none for a scalar.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The name is taken, or the shape does not hold as many elements.</exception>
    public string Floats(string constant, ReadOnlySpan<float> elements, params ReadOnlySpan<int> shape) =>
        Constant(constant, DataType.Float, elements, shape);

    /// <summary>Adds a constant of doubles; see <see cref="Floats"/>.</summary>
    public string Doubles(string constant, ReadOnlySpan<double> elements, params ReadOnlySpan<int> shape) =>
        Constant(constant, DataType.Double, elements, shape);

    /// <summary>Adds a constant of 16-bit floats; see <see cref="Floats"/>.</summary>
    public string Halves(string constant, ReadOnlySpan<Half> elements, params ReadOnlySpan<int> shape) =>
        Constant(constant, DataType.Float16, elements, shape);

    /// <summary>Adds a constant of unsigned bytes; see <see cref="Floats"/>.</summary>
    public string Bytes(string constant, ReadOnlySpan<byte> elements, params ReadOnlySpan<int> shape) =>
        Constant(constant, DataType.Uint8, elements, shape);

    /// <summary>Adds a constant of 64-bit integers, as shapes and indices are; see <see cref="Floats"/>.</summary>
    public string Longs(string constant, ReadOnlySpan<long> elements, params ReadOnlySpan<int> shape) =>
        Constant(constant, DataType.Int64, elements, shape);

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">Operator of the standard set, such as <c>Gemm</c>.</param>
    /// <param name="output">Name of the value it gives.</param>
    /// <param name="inputs">Names of the values it takes; empty for an optional one left out.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The name of the output.</returns>
    /// <exception cref="ArgumentException">An input is not defined yet, or the output's name is taken.</exception>
    public string Node(
        string operation, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new NodeProto { OpType = operation };
        foreach (var input in inputs)
        {
            if (input.Length > 0 && !values.Contains(input)) throw new ArgumentException($"{output} takes {input}, which nothing gives");
            node.Input.Add(input);
        }

        foreach (var attribute in attributes) node.Attribute.Add(attribute.Proto);
        node.Output.Add(Define(output));
        graph.Node.Add(node);
        return output;
    }

    /// <summary>The model's file.</summary>
    /// <exception cref="InvalidOperationException">No output was declared.</exception>
    public byte[] ToBytes()
    {
        if (outputs.Count == 0) throw new InvalidOperationException($"Graph {graph.Name} has no output");
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "FaceShape", Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = OperatorSet });
        model.MetadataProps.Add(metadata);
        return model.ToByteArray();
    }

    private static ValueInfoProto Port(string name, ReadOnlySpan<int> shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = new() };
        foreach (var length in shape)
        {
            if (length != Free) ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(shape));
            tensor.Shape.Dim.Add(length == Free ? new TensorShapeProto.Types.Dimension() : new() { DimValue = length });
        }

        return new() { Name = name, Type = new() { TensorType = tensor } };
    }

    private string Constant<T>(string constant, DataType type, ReadOnlySpan<T> elements, ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        // The format's raw data is little-endian, as is every platform that .NET supports for this program.
        var tensor = new TensorProto
        {
            Name = constant,
            DataType = (int)type,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(elements)),
        };
        var count = 1L;
        foreach (var length in shape)
        {
            tensor.Dims.Add(length);
            count *= length;
        }

        if (count != elements.Length) throw new ArgumentException($"{constant} has {elements.Length} elements; its shape holds {count}");
        graph.Initializer.Add(tensor);
        return Define(constant);
    }

    private string Define(string value)
    {
        if (value.Length == 0) throw new ArgumentException("A value needs a name");
        return values.Add(value) ? value : throw new ArgumentException($"{value} is defined already");
    }
}
