using System.Text;

namespace FaceShape.Native.Tests.Runtime;

/// <summary>Writes the bytes of a one-node ONNX graph, so that the runtime is tested without a model file.</summary>
internal static class TinyGraph
{
    private const int Float32 = 1, Int64 = 7;

    /// <summary>Element-wise sum of <c>a</c> and <c>b</c>; a length of -1 is written as a named free axis.</summary>
    public static byte[] Add(params int[] shape) =>
        Model(Node("Add", ["a", "b"], ["sum"]), [new("a", shape), new("b", shape)], [new("sum", shape)]);

    /// <summary>Joins <c>a</c> and <c>b</c> along an axis.</summary>
    public static byte[] Concat(int axis, int[] a, int[] b, int[] joined) =>
        Model(Node("Concat", ["a", "b"], ["joined"], Attribute("axis", axis)), [new("a", a), new("b", b)], [new("joined", joined)]);

    /// <summary>Cuts the last axis of <c>whole</c> in two halves, the outputs <c>left</c> and <c>right</c>.</summary>
    public static byte[] Split(int[] whole, int[] half)
    {
        var node = Node("Split", ["whole"], ["left", "right"], Attribute("axis", -1), Attribute("num_outputs", 2));
        return Model(node, [new("whole", whole)], [new("left", half), new("right", half)]);
    }

    /// <summary>A graph whose only input is of whole numbers.</summary>
    public static byte[] Integers() => Model(Node("Identity", ["n"], ["same"]), [new("n", [2], Int64)], [new("same", [2], Int64)]);

    /// <summary>All axes are free: the product of <c>a</c> and <c>b</c> fails inside the runtime when the inner lengths differ.</summary>
    public static byte[] MatMul() =>
        Model(Node("MatMul", ["a", "b"], ["product"]), [new("a", [-1, -1]), new("b", [-1, -1])], [new("product", [-1, -1])]);

    private static byte[] Model(byte[] node, Port[] inputs, Port[] outputs)
    {
        byte[] graph =
        [
            .. Field(1, node), .. Field(2, "tiny"),
            .. inputs.SelectMany(port => Field(11, Describe(port))),
            .. outputs.SelectMany(port => Field(12, Describe(port))),
        ];
        return [.. Field(1, 8), .. Field(7, graph), .. Field(8, [.. Field(2, 18)])];
    }

    private static byte[] Node(string type, string[] takes, string[] gives, params byte[][] attributes) =>
    [
        .. takes.SelectMany(name => Field(1, name)),
        .. gives.SelectMany(name => Field(2, name)),
        .. Field(4, type),
        .. attributes.SelectMany(bytes => Field(5, bytes)),
    ];

    private static byte[] Attribute(string name, int value) => [.. Field(1, name), .. Field(3, value), .. Field(20, 2)];

    private static byte[] Describe(Port port)
    {
        var lengths = port.Shape.SelectMany((length, axis) => Field(1, length < 0 ? Field(2, $"free{axis}") : Field(1, length)));
        return [.. Field(1, port.Name), .. Field(2, Field(1, [.. Field(1, port.Type), .. Field(2, [.. lengths])]))];
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [.. Varint((number << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Field(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(long value)
    {
        var rest = (ulong)value;
        for (; rest > 127; rest >>= 7) yield return (byte)(rest | 128);
        yield return (byte)rest;
    }

    private sealed record Port(string Name, int[] Shape, int Type = Float32);
}
