using System.Runtime.InteropServices;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Shared.Onnx;
using Google.Protobuf;
using AttributeType = FaceShape.Shared.Onnx.AttributeProto.Types.AttributeType;
using DataType = FaceShape.Shared.Onnx.TensorProto.Types.DataType;

namespace FaceShape.Web.Building.Networks;

/// <summary>Weights of a convolution that is computed by a <see cref="MinimalFilter"/>, before they are turned.</summary>
/// <param name="Filter">What turns them.</param>
/// <param name="Values">[row of the kernel, out, in, column of the kernel].</param>
/// <param name="Channels">Output channels.</param>
internal sealed record FilteredWeights(MinimalFilter Filter, float[] Values, int Channels)
{
    /// <summary>How many values beside each other belong to one channel.</summary>
    public int Run => Values.Length / (MinimalFilter.Taps * Channels);
}

/// <summary>
/// Puts other operations in the place of a network's 3x3 convolutions, which give the same with about half the products: in a browser,
/// where all else of such a convolution is cheap, that is a third of the time. Rows of a map are dealt out by turns, as many at a time as
/// the <see cref="MinimalFilter"/> gives, and stay so from one convolution to the next: [1, turns, 1, channels x tiles x columns].
/// </summary>
internal sealed class WinogradConvolutions
{
    private const string Relu = "Relu";
    private const string Microsoft = "com.microsoft";

    // With fewer, what is done around the products takes as long as those that are saved.
    private const int FewestChannels = 32;
    private const int FewestRows = 8;

    private readonly ModelProto model;
    private readonly Dictionary<string, TensorProto> constants;
    private readonly Dictionary<string, int[]> shapes;
    private readonly Dictionary<string, FilteredWeights> weights = [];
    private readonly HashSet<string> dealt = [];
    private readonly List<NodeProto> nodes = [];

    private WinogradConvolutions(ModelProto model)
    {
        this.model = model;
        constants = model.Graph.Initializer.ToDictionary(constant => constant.Name);
        shapes = Shapes(model, [.. model.Graph.Node.Where(IsOfItsKind).SelectMany(node => node.Input.Where(input => !constants.ContainsKey(input)).Concat(node.Output)).Distinct()]);
    }

    /// <summary>Replaces the convolutions of a network that are worth it.</summary>
    /// <param name="onnx">The network, as ONNX Runtime simplified it: with activations in the convolutions.</param>
    /// <returns>The network, and the weights that were turned by the names of the constants that they became.</returns>
    public static (byte[] Onnx, IReadOnlyDictionary<string, FilteredWeights> Weights) Replace(byte[] onnx)
    {
        var replacing = new WinogradConvolutions(ModelProto.Parser.ParseFrom(onnx));
        replacing.Replace();
        return (replacing.model.ToByteArray(), replacing.weights);
    }

    private void Replace()
    {
        var graph = model.Graph;
        var replaced = graph.Node.Where(IsWorthIt).ToHashSet();
        var wanted = graph.Node.Where(node => !replaced.Contains(node)).SelectMany(node => node.Input).Concat(graph.Output.Select(value => value.Name)).ToHashSet();
        foreach (var node in graph.Node)
        {
            if (!replaced.Contains(node))
            {
                nodes.Add(node);
                continue;
            }

            Convolve(node);
            if (wanted.Contains(node.Output[0])) Collect(node.Output[0]);
        }

        graph.Node.Clear();
        graph.Node.Add(nodes);
        var used = nodes.SelectMany(node => node.Input).Concat(graph.Output.Select(value => value.Name)).ToHashSet();
        var unused = graph.Initializer.Where(constant => !used.Contains(constant.Name)).ToList();
        foreach (var constant in unused) graph.Initializer.Remove(constant);
    }

    /// <summary>
    /// Shapes of what flows in a network, which its file does not say: those of a run. Of a network whose inputs may have any length, none.
    /// </summary>
    private static Dictionary<string, int[]> Shapes(ModelProto model, string[] values)
    {
        if (values.Length == 0) return [];
        var watched = model.Clone();
        watched.Graph.Output.Clear();
        var floats = new TypeProto { TensorType = new() { ElemType = (int)DataType.Float } };
        watched.Graph.Output.Add(values.Select(value => new ValueInfoProto { Name = value, Type = floats }));
        using var network = OnnxModel.Open(model.Graph.Name, watched.ToByteArray(), threads: 1);
        if (network.Inputs.Any(input => input.Shape.Any(length => length < 1))) return [];
        var results = network.RunAsync([.. network.Inputs.Select(input => new Tensor([.. input.Shape]))]).AsTask().Result;
        return values.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second.Shape);
    }

    private static bool IsOfItsKind(NodeProto node) =>
        node.OpType is "Conv" or "FusedConv"
        && Whole(node, "kernel_shape", []) is [MinimalFilter.Taps, MinimalFilter.Taps]
        && Whole(node, "strides", [1, 1]) is [1, 1] && Whole(node, "dilations", [1, 1]) is [1, 1] && Whole(node, "pads", []) is [1, 1, 1, 1]
        && (Find(node, "group")?.I ?? 1) == 1 && Activation(node) is null or Relu;

    private bool IsWorthIt(NodeProto node) =>
        IsOfItsKind(node)
        && shapes.TryGetValue(node.Input[0], out var from) && from is [1, >= FewestChannels, >= FewestRows, _]
        && shapes.TryGetValue(node.Output[0], out var to) && to[1] >= FewestChannels
        && constants.TryGetValue(node.Input[1], out var kernel) && kernel.DataType == (int)DataType.Float
        && (Other(node, 3) is not { } added || (shapes.TryGetValue(added, out var of) && of.SequenceEqual(to)));

    private void Convolve(NodeProto node)
    {
        var (input, output) = (node.Input[0], node.Output[0]);
        int channels = shapes[input][1], rows = shapes[input][2], columns = shapes[input][3];
        var outputs = shapes[output][1];
        var filter = MinimalFilter.For(rows);
        var (turns, products, tiles) = (filter.Outputs, filter.Products, filter.Tiles(rows));
        string Name(string part) => $"{output}/{part}";

        // Each tile sees its own rows, the last of the tile before, and the first of the next.
        var own = Reshape(Deal(input), Name("own"), turns, channels, tiles, columns);
        var before = Pad(own, Name("before"), 1 - turns, 0, 1, 0, 0, 0, -1, 0);
        var after = Pad(own, Name("after"), 0, 0, -1, 0, 1 - turns, 0, 1, 0);
        var seen = Add("Concat", Name("seen"), [before, own, after], Attribute("axis", 0));
        var turned = Add("MatMul", Name("turned"), [Matrix("input", filter.Input, products, products), Reshape(seen, Name("seen/flat"), products, -1)]);
        var multiplied = Add(
            "Conv", Name("multiplied"),
            [Reshape(turned, Name("turned/map"), 1, products * channels, tiles, columns), Weights(node, filter, channels, outputs), Biases(node, filter, outputs)],
            Attribute("kernel_shape", [1, MinimalFilter.Taps]), Attribute("pads", [0, 1, 0, 1]), Attribute("group", products));

        List<string> taken =
        [
            Reshape(multiplied, Name("multiplied/flat"), 1, products, 1, -1),
            Matrix("output", filter.Output, turns, products, 1, 1), Floats($"zeros/{turns}", new float[turns], turns),
        ];
        if (Other(node, 3) is { } added) taken.Add(Deal(added));
        List<AttributeProto> attributes = [Attribute("kernel_shape", [1, 1])];
        if (Activation(node) is { } activation) attributes.Add(new() { Name = "activation", Type = AttributeType.String, S = ByteString.CopyFromUtf8(activation) });
        var exact = tiles * turns == rows;
        Add("FusedConv", Dealt(output) + (exact ? "" : "/whole"), taken, [.. attributes]);
        nodes[^1].Domain = Microsoft;
        if (!exact) Add("Mul", Dealt(output), [Dealt(output) + "/whole", Blank(turns, outputs, tiles, columns, rows)]);
        dealt.Add(output);
    }

    /// <summary>A map's rows, dealt out by turns.</summary>
    private string Deal(string map)
    {
        if (!dealt.Add(map)) return Dealt(map);
        int channels = shapes[map][1], rows = shapes[map][2], columns = shapes[map][3];
        var filter = MinimalFilter.For(rows);
        var (turns, tiles) = (filter.Outputs, filter.Tiles(rows));
        var name = Dealt(map);
        var filled = tiles * turns == rows ? map : Pad(map, $"{name}/filled", 0, 0, 0, 0, 0, 0, tiles * turns - rows, 0);
        var byTurns = Add("Transpose", $"{name}/turns", [Reshape(filled, $"{name}/tiles", channels, tiles, turns, columns)], Attribute("perm", [2, 0, 1, 3]));
        return Reshape(byTurns, name, 1, turns, 1, channels * tiles * columns);
    }

    /// <summary>The map again.</summary>
    private void Collect(string map)
    {
        int channels = shapes[map][1], rows = shapes[map][2], columns = shapes[map][3];
        var filter = MinimalFilter.For(rows);
        var (turns, tiles) = (filter.Outputs, filter.Tiles(rows));
        var byTurns = Reshape(Dealt(map), $"{map}/turns", turns, channels, tiles, columns);
        var byTiles = Add("Transpose", $"{map}/tiles", [byTurns], Attribute("perm", [1, 2, 0, 3]));
        var filled = Reshape(byTiles, tiles * turns == rows ? map : $"{map}/filled", 1, channels, tiles * turns, columns);
        if (filled != map) Add("Slice", map, [filled, Longs([0]), Longs([rows]), Longs([2])]);
    }

    private static string Dealt(string map) => $"{map}/dealt";

    private string Weights(NodeProto node, MinimalFilter filter, int channels, int outputs)
    {
        var name = $"{node.Input[1]}/turned";
        if (weights.ContainsKey(name)) return name;
        var kernel = RowsFirst(Values(node.Input[1]));
        weights[name] = new(filter, kernel, outputs);
        return Floats(name, filter.Turn(kernel), filter.Products * outputs, channels, 1, MinimalFilter.Taps);
    }

    /// <summary>From [out, in, row, column] to [row, out, in, column].</summary>
    private static float[] RowsFirst(float[] kernel)
    {
        const int Taps = MinimalFilter.Taps;
        return [.. from row in Enumerable.Range(0, Taps)
            from filter in Enumerable.Range(0, kernel.Length / (Taps * Taps))
            from column in Enumerable.Range(0, Taps)
            select kernel[(filter * Taps + row) * Taps + column]];
    }

    private string Biases(NodeProto node, MinimalFilter filter, int outputs)
    {
        var biases = new float[filter.Products * outputs];
        if (Other(node, 2) is { } given) Values(given).CopyTo(biases, MinimalFilter.ProductOfOne * outputs);
        return Floats($"{node.Output[0]}/biases", biases, biases.Length);
    }

    /// <summary>1 for what is in the map, 0 for the rows beyond it, which the next convolution has to see as empty.</summary>
    private string Blank(int turns, int channels, int tiles, int columns, int rows)
    {
        var blank = new float[turns * channels * tiles * columns];
        for (var i = 0; i < blank.Length; i++)
        {
            var (turn, tile) = (i / (channels * tiles * columns), i / columns % tiles);
            blank[i] = tile * turns + turn < rows ? 1 : 0;
        }

        return Floats($"blank/{rows}x{columns}x{channels}", blank, 1, turns, 1, blank.Length / turns);
    }

    private string Matrix(string name, float[] values, params int[] shape) => Floats($"{name}/{string.Join('x', shape)}", values, shape);

    private string Reshape(string value, string name, params long[] shape) => Add("Reshape", name, [value, Longs(shape)]);

    private string Pad(string value, string name, params long[] pads) => Add("Pad", name, [value, Longs(pads)]);

    private string Add(string operation, string output, IEnumerable<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        foreach (var attribute in attributes) node.Attribute.Add(attribute);
        nodes.Add(node);
        return output;
    }

    private string Longs(long[] values) =>
        Constant($"numbers/{string.Join(',', values)}", DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), values.Length);

    private string Floats(string name, float[] values, params int[] shape) => Constant(name, DataType.Float, MemoryMarshal.AsBytes(values.AsSpan()), shape);

    private string Constant(string name, DataType type, ReadOnlySpan<byte> bytes, params int[] shape)
    {
        if (constants.ContainsKey(name)) return name;
        var constant = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        constant.Dims.Add(shape.Select(length => (long)length));
        model.Graph.Initializer.Add(constants[name] = constant);
        return name;
    }

    private float[] Values(string constant) => MemoryMarshal.Cast<byte, float>(constants[constant].RawData.Span).ToArray();

    private static string? Other(NodeProto node, int input) => node.Input.Count > input && node.Input[input].Length > 0 ? node.Input[input] : null;

    private static string? Activation(NodeProto node) => Find(node, "activation")?.S.ToStringUtf8();

    private static long[] Whole(NodeProto node, string name, long[] otherwise) => Find(node, name) is { } found ? [.. found.Ints] : otherwise;

    private static AttributeProto? Find(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    private static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    private static AttributeProto Attribute(string name, long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeType.Ints };
        attribute.Ints.Add(values);
        return attribute;
    }
}
