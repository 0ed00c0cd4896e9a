using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>
/// Turns a TensorFlow.js graph model into ONNX, operation by operation. Feature maps, [1, height, width, channels] there, are
/// [1, channels, height, width] here all the way; they are only turned back where a reshape looks at the order of their elements.
/// Only what the wanted outputs need is converted, with all shapes known, so that padding is written out.
/// </summary>
internal sealed class GraphModelConverter
{
    private readonly GraphModel model;
    private readonly LayerGraph layers;
    private readonly Dictionary<string, GraphValue> values = new(StringComparer.Ordinal);
    private readonly HashSet<string> begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly bool anySize;
    private (string Zero, string Six)? bounds;

    /// <summary>Begins a conversion.</summary>
    /// <param name="model">The network.</param>
    /// <param name="input">What the placeholder of the network is called in ONNX.</param>
    /// <param name="anySize">
    /// Whether the picture's height and width are free, for networks of convolutions alone; the padding stays that of the placeholder's
    /// size, so both should be whole parts of it, and of a reshape the second axis takes what there is.
    /// </param>
    public GraphModelConverter(GraphModel model, string input, bool anySize = false)
    {
        this.model = model;
        this.anySize = anySize;
        Graph = new(model.Name);
        layers = new(Graph, model.Weights);
        var holders = model.Nodes.Values.Where(node => node.Op == "Placeholder").ToList();
        if (holders.Count != 1) throw Unknown($"it has {holders.Count} placeholders instead of one");
        int[] shape = [.. holders[0].Shape().Select(length => length < 0 ? 1 : length)];
        if (shape.Length != 4) throw Unknown($"its placeholder {holders[0].Name} is no picture");
        var (height, width) = anySize ? (OnnxGraph.Free, OnnxGraph.Free) : (shape[1], shape[2]);
        values[holders[0].Name] = new(Graph.Input(input, shape[0], shape[3], height, width), shape, IsMap: true);
    }

    /// <summary>The ONNX graph, to which outputs are still to be added.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>Converts everything that a node needs, and the node.</summary>
    /// <param name="node">Name of the node.</param>
    /// <returns>Its value, elements in TensorFlow's order.</returns>
    /// <exception cref="ModelException">
    /// <see cref="ModelError.Corrupt"/>: an operator is not known (it and its node are named), or the graph does not fit together.
    /// </exception>
    public GraphValue Convert(string node) => Straight(Value(node));

    private GraphValue Value(string name)
    {
        if (values.TryGetValue(name, out var done)) return done;
        if (!model.Nodes.TryGetValue(name, out var node)) throw Unknown($"nothing in it is called {name}");
        if (!begun.Add(name)) throw Unknown($"{name} depends on itself");
        return values[name] = Add(node);
    }

    private GraphValue Add(GraphNode node) => node.Op switch
    {
        "Identity" => Value(Input(node, 0)),
        "Conv2D" or "_FusedConv2D" => Fused(node, Convolution(node, depthwise: false)),
        "DepthwiseConv2dNative" or "FusedDepthwiseConv2dNative" => Fused(node, Convolution(node, depthwise: true)),
        "BiasAdd" or "Add" or "AddV2" => Combine(node, "Add"),
        "Mul" => Combine(node, "Mul"),
        "Neg" or "Relu" or "Sigmoid" => Apply(node.Op, Value(Input(node, 0))),
        "Relu6" => Relu6(Value(Input(node, 0))),
        "Prelu" => PRelu(node, Value(Input(node, 0)), Constant(node, 1)),
        "MaxPool" => MaxPool(node),
        "Pad" or "PadV2" => Pad(node),
        "Reshape" => Reshape(node),
        "ConcatV2" => Concat(node),
        "Mean" => Mean(node),
        _ => throw Unknown($"operator {node.Op} of node {node.Name} is not known to this converter"),
    };

    private GraphValue Convolution(GraphNode node, bool depthwise)
    {
        var x = Map(node, 0);
        var kernel = Constant(node, 1);
        if (kernel.Shape.Length != 4 || kernel.Shape[2] != x.Shape[3])
            throw Unfit(node, $"its kernel [{string.Join(", ", kernel.Shape)}] does not fit");
        var dilations = node.Integers("dilations") is { Length: 4 } given ? given : [1, 1, 1, 1];
        var group = depthwise ? x.Shape[3] : 1;
        var channels = depthwise ? x.Shape[3] * kernel.Shape[3] : kernel.Shape[3];
        var filters = depthwise
            ? kernel.Transpose(2, 3, 0, 1).Reshape(channels, 1, kernel.Shape[0], kernel.Shape[1])
            : kernel.Transpose(3, 2, 0, 1);
        var window = Window(node, x, [1, kernel.Shape[0], kernel.Shape[1], 1], dilations);
        var all = x.Shape.Aggregate(1, (product, length) => product * length);
        var isProduct = !anySize && !depthwise && kernel.Shape[0] > 1 && all == kernel.Shape[0] * kernel.Shape[1] * kernel.Shape[2]
            && (window.Height, window.Width) == (1, 1) && node.Word("padding") == "VALID";
        if (isProduct) filters = filters.Reshape(channels, all);
        List<string> inputs = [x.Name, Weights(filters)];
        if (node.Words("fused_ops").FirstOrDefault() == "BiasAdd") inputs.Add(Weights(Constant(node, 2)));
        if (isProduct) return Product(node, inputs, all, channels);
        var name = layers.Node("Conv", [.. inputs],
            [.. window.Attributes, OnnxAttribute.Ints("dilations", dilations[1], dilations[2]), OnnxAttribute.Int("group", group)]);
        return new(name, [1, window.Height, window.Width, channels], IsMap: true);
    }

    /// <summary>
    /// A convolution whose kernel sees all of its input: a matrix product, for which ONNX Runtime does not make room for places that
    /// there are not.
    /// </summary>
    private GraphValue Product(GraphNode node, List<string> inputs, int seen, int channels)
    {
        inputs[0] = layers.Node("Reshape", [inputs[0], Graph.Longs($"{node.Name}/seen", [1, seen], 2)]);
        var product = layers.Node("Gemm", [.. inputs], OnnxAttribute.Int("transB", 1));
        var name = layers.Node("Reshape", [product, Graph.Longs($"{node.Name}/cell", [1, channels, 1, 1], 4)]);
        return new(name, [1, 1, 1, channels], IsMap: true);
    }

    /// <summary>What a fused convolution does after its bias, which the convolution itself has added.</summary>
    private GraphValue Fused(GraphNode node, GraphValue x)
    {
        var fused = node.Words("fused_ops");
        for (var i = 0; i < fused.Length; i++)
        {
            x = fused[i] switch
            {
                "BiasAdd" when i == 0 => x,
                "Relu" => Apply("Relu", x),
                "Relu6" => Relu6(x),
                "Prelu" => PRelu(node, x, Constant(node, node.Inputs.Count - 1)),
                var other => throw Unknown($"{other}, fused into node {node.Name}, is not known to this converter"),
            };
        }

        return x;
    }

    private GraphValue MaxPool(GraphNode node)
    {
        var x = Map(node, 0);
        var window = Window(node, x, node.Integers("ksize"), [1, 1, 1, 1]);
        return new(layers.Node("MaxPool", [x.Name], [.. window.Attributes]), [1, window.Height, window.Width, x.Shape[3]], IsMap: true);
    }

    private GraphValue Pad(GraphNode node)
    {
        var x = Value(Input(node, 0));
        var pairs = Constant(node, 1).ToIntegers();
        if (pairs.Length != 2 * x.Shape.Length) throw Unfit(node, "it does not pad each axis");
        var order = x.Order();
        var before = order.Select(axis => (long)pairs[2 * axis]);
        var after = order.Select(axis => (long)pairs[2 * axis + 1]);
        List<string> inputs = [x.Name, Graph.Longs($"{node.Name}/pads", [.. before, .. after], pairs.Length)];
        if (node.Op == "PadV2") inputs.Add(Weights(Constant(node, 2)));
        int[] shape = [.. x.Shape.Select((length, axis) => length + pairs[2 * axis] + pairs[2 * axis + 1])];
        return x with { Name = layers.Node("Pad", [.. inputs]), Shape = shape };
    }

    private GraphValue Reshape(GraphNode node)
    {
        var x = InOrder(Value(Input(node, 0)));
        var shape = Constant(node, 1).ToIntegers();
        var known = shape.Where(length => length >= 0).Aggregate(1, (product, length) => product * length);
        var count = x.Shape.Aggregate(1, (product, length) => product * length);
        if (known == 0 || count % known != 0) throw Unfit(node, $"{count} elements do not fit [{string.Join(", ", shape)}]");
        shape = [.. shape.Select(length => length < 0 ? count / known : length)];
        long[] lengths = [.. shape];
        if (anySize) lengths[1] = OnnxGraph.Free;
        var target = Graph.Longs($"{node.Name}/shape", lengths, shape.Length);
        return new(layers.Node("Reshape", [x.Name, target]), shape, IsMap: false);
    }

    private GraphValue Concat(GraphNode node)
    {
        var parts = node.Inputs.SkipLast(1).Select(Value).ToList();
        if (parts.Any(part => part.IsMap != parts[0].IsMap)) parts = [.. parts.Select(Straight)];
        var axis = Axis(Constant(node, node.Inputs.Count - 1).ToIntegers()[0], parts[0]);
        int[] shape = [.. parts[0].Shape];
        shape[axis] = parts.Sum(part => part.Shape[axis]);
        var place = parts[0].Order().IndexOf(axis);
        var name = layers.Node("Concat", [.. parts.Select(part => part.Name)], OnnxAttribute.Int("axis", place));
        return parts[0] with { Name = name, Shape = shape };
    }

    private GraphValue Mean(GraphNode node)
    {
        var x = Value(Input(node, 0));
        int[] axes = [.. Constant(node, 1).ToIntegers().Select(axis => Axis(axis, x))];
        var keep = node.Flag("keep_dims");
        int[] shape = [.. x.Shape.Select((length, axis) => axes.Contains(axis) ? 1 : length)];

        // Over its height and width a map becomes a row, whose order is the same in both layouts; else the order must be TensorFlow's.
        var overPlane = x.IsMap && axes.Order().SequenceEqual([1, 2]);
        if (!keep && !overPlane) x = Straight(x);
        var order = x.Order();
        var name = layers.Node("ReduceMean", [x.Name],
            OnnxAttribute.Ints("axes", axes.Select(axis => (long)order.IndexOf(axis)).Order()),
            OnnxAttribute.Int("keepdims", keep ? 1 : 0));
        return keep ? x with { Name = name, Shape = shape } : new(name, [.. shape.Where((_, axis) => !axes.Contains(axis))], IsMap: false);
    }

    /// <summary>An operation on each element of two values, or of a value and a constant.</summary>
    private GraphValue Combine(GraphNode node, string operation)
    {
        var (first, second) = IsConstant(Input(node, 0)) ? (1, 0) : (0, 1);
        var x = Value(Input(node, first));
        if (IsConstant(Input(node, second))) return Apply(operation, x, Beside(node, x, Constant(node, second)));
        var y = Value(Input(node, second));
        if (x.IsMap != y.IsMap) (x, y) = (Straight(x), Straight(y));
        if (!x.Shape.SequenceEqual(y.Shape)) throw Unfit(node, "its two inputs differ in shape");
        return Apply(operation, x, y.Name);
    }

    /// <summary>A constant in the layout of the value that it is combined with.</summary>
    private string Beside(GraphNode node, GraphValue x, WeightTensor constant)
    {
        if (constant.Shape.Length > x.Shape.Length) throw Unfit(node, "its constant has more axes than its input");
        if (!x.IsMap) return Weights(constant);
        int[] shape = [.. Enumerable.Repeat(1, 4 - constant.Shape.Length), .. constant.Shape];
        return Weights(constant.Reshape(shape).Transpose(0, 3, 1, 2));
    }

    private GraphValue Relu6(GraphValue x)
    {
        bounds ??= (Graph.Floats("zero", [0f]), Graph.Floats("six", [6f]));
        return Apply("Clip", x, bounds.Value.Zero, bounds.Value.Six);
    }

    private GraphValue PRelu(GraphNode node, GraphValue x, WeightTensor slope) => Apply("PRelu", x, Beside(node, x, slope));

    /// <summary>Writes a constant once, however many nodes take it.</summary>
    private string Weights(WeightTensor tensor)
    {
        var shaped = $"{tensor.Name}[{string.Join(',', tensor.Shape)}]";
        if (weights.TryGetValue(shaped, out var name)) return name;
        var isNew = written.Add(tensor.Name);
        return weights[shaped] = layers.Weights(isNew ? tensor : tensor with { Name = shaped });
    }

    private GraphValue Apply(string operation, GraphValue x, params ReadOnlySpan<string> others) =>
        x with { Name = layers.Node(operation, [x.Name, .. others]) };

    /// <summary>The same value with its axes in TensorFlow's order.</summary>
    private GraphValue Straight(GraphValue x) =>
        x.IsMap ? x with { Name = layers.Node("Transpose", [x.Name], OnnxAttribute.Ints("perm", 0, 2, 3, 1)), IsMap = false } : x;

    /// <summary>A value whose elements lie in TensorFlow's order: those of a map of one cell or of one channel do already.</summary>
    private GraphValue InOrder(GraphValue x) => x.Shape is [_, 1, 1, _] or [_, _, _, 1] ? x : Straight(x);

    /// <summary>Kernel, strides and padding of a sliding window, and the size of what it gives.</summary>
    private (OnnxAttribute[] Attributes, int Height, int Width) Window(GraphNode node, GraphValue x, int[] size, int[] dilations)
    {
        var strides = node.Integers("strides");
        if (size.Length != 4 || strides.Length != 4 || size[0] != 1 || size[3] != 1)
            throw Unfit(node, "its window does not slide over height and width");
        var padding = node.Word("padding");
        if (padding is not ("SAME" or "VALID")) throw Unfit(node, $"padding {padding} is not known to this converter");
        var (height, top, bottom) = Slide(x.Shape[1], size[1], strides[1], dilations[1], padding == "SAME");
        var (width, left, right) = Slide(x.Shape[2], size[2], strides[2], dilations[2], padding == "SAME");
        OnnxAttribute[] attributes =
        [
            OnnxAttribute.Ints("kernel_shape", size[1], size[2]),
            OnnxAttribute.Ints("strides", strides[1], strides[2]),
            OnnxAttribute.Ints("pads", top, left, bottom, right),
        ];
        return (attributes, height, width);
    }

    /// <summary>TensorFlow's SAME gives the odd pixel of padding to the end.</summary>
    private static (int Length, int Before, int After) Slide(int length, int size, int stride, int dilation, bool same)
    {
        var reach = (size - 1) * dilation + 1;
        if (!same) return ((length - reach) / stride + 1, 0, 0);
        var result = (length + stride - 1) / stride;
        var padding = Math.Max((result - 1) * stride + reach - length, 0);
        return (result, padding / 2, padding - padding / 2);
    }

    private GraphValue Map(GraphNode node, int input) =>
        Value(Input(node, input)) is { IsMap: true } map ? map : throw Unfit(node, "it takes a feature map, and is given something else");

    private bool IsConstant(string name) => model.Nodes.TryGetValue(name, out var node) && node.Op == "Const";

    private WeightTensor Constant(GraphNode node, int input) =>
        model.Weights.FindOrNull(Input(node, input)) ?? throw Unfit(node, $"its input {input} must be a constant");

    private string Input(GraphNode node, int input) =>
        input < node.Inputs.Count ? node.Inputs[input] : throw Unfit(node, $"it lacks input {input}");

    private static int Axis(int axis, GraphValue x) => axis < 0 ? axis + x.Shape.Length : axis;

    private ModelException Unfit(GraphNode node, string detail) => Unknown($"{node.Op} {node.Name}: {detail}");

    private ModelException Unknown(string detail) => new(ModelError.Corrupt, model.Name, $"cannot be converted: {detail}");
}

/// <summary>A value of the graph that is being converted.</summary>
/// <param name="Name">Its name in ONNX.</param>
/// <param name="Shape">Its shape in TensorFlow: of a map [1, height, width, channels].</param>
/// <param name="IsMap">Whether it is a feature map, whose channels go before height and width in ONNX.</param>
internal sealed record GraphValue(string Name, int[] Shape, bool IsMap)
{
    /// <summary>For each axis in ONNX, which axis it is in TensorFlow.</summary>
    public List<int> Order() => IsMap ? [0, 3, 1, 2] : [.. Enumerable.Range(0, Shape.Length)];
}
