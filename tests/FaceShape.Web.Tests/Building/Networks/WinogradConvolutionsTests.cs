using System.Runtime.InteropServices;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Shared.Onnx;
using FaceShape.Web.Building.Networks;
using Google.Protobuf;
using AttributeType = FaceShape.Shared.Onnx.AttributeProto.Types.AttributeType;
using DataType = FaceShape.Shared.Onnx.TensorProto.Types.DataType;

namespace FaceShape.Web.Tests.Building.Networks;

public sealed class WinogradConvolutionsTests
{
    private const int Columns = 7;
    private const string Taken = "photo";
    private const string Given = "map";

    public static TheoryData<int> Rows => [8, 9, 10, 11, 13, 17, 19, 35];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_chain_of_convolutions_with_a_shortcut_gives_the_same_whatever_the_number_of_rows(int rows)
    {
        var network = Network([1, 32, rows, Columns], graph =>
        {
            var first = Relu(graph, Convolution(graph, "first", Taken, 32, 40, stride: 1));
            var second = Relu(graph, Convolution(graph, "second", first, 40, 32, stride: 1));
            // What flows on is wanted as it was, too.
            return Relu(graph, Node(graph, "Add", "sum", [Convolution(graph, "third", second, 32, 32, stride: 1), second]));
        });

        var (replaced, weights) = WinogradConvolutions.Replace(OnnxModel.Simplify("chain", network));

        Assert.Equal(3, weights.Count);
        await GiveTheSameAsync(network, replaced);
    }

    [Fact]
    public async Task What_follows_a_convolution_that_stays_sees_the_map_as_it_was()
    {
        var network = Network([1, 32, 17, 17], graph =>
        {
            var first = Relu(graph, Convolution(graph, "first", Taken, 32, 32, stride: 1));
            return Relu(graph, Convolution(graph, "second", first, 32, 64, stride: 2));
        });

        var (replaced, weights) = WinogradConvolutions.Replace(OnnxModel.Simplify("down", network));

        Assert.Single(weights);
        await GiveTheSameAsync(network, replaced);
    }

    [Theory]
    [InlineData(31, 32, 16, 1)]
    [InlineData(32, 31, 16, 1)]
    [InlineData(32, 32, 7, 1)]
    [InlineData(32, 32, 16, 2)]
    public void Where_little_could_be_saved_nothing_is_replaced(int channels, int outputs, int rows, int stride)
    {
        var network = OnnxModel.Simplify("small", Network([1, channels, rows, 16], graph => Convolution(graph, "only", Taken, channels, outputs, stride)));

        var (replaced, weights) = WinogradConvolutions.Replace(network);

        Assert.Empty(weights);
        Assert.Equal(ModelProto.Parser.ParseFrom(network).Graph.Node, ModelProto.Parser.ParseFrom(replaced).Graph.Node);
    }

    [Fact]
    public void All_convolutions_of_the_trunk_but_the_three_that_halve_its_map_are_replaced() =>
        Assert.Equal(18, WinogradConvolutions.Replace(OnnxModel.Simplify("trunk", ShippedNetworks.Onnx(ModelNames.DescriptorTrunk))).Weights.Count);

    private static async Task GiveTheSameAsync(byte[] network, byte[] replaced)
    {
        using var before = OnnxModel.Open("before", network, threads: 1);
        using var after = OnnxModel.Open("after", replaced, threads: 1);
        var inputs = ShippedNetworks.Noise(before, new Random(1));
        var expected = Assert.Single(await before.RunAsync(inputs, TestContext.Current.CancellationToken));
        var actual = Assert.Single(await after.RunAsync(inputs, TestContext.Current.CancellationToken));
        Assert.Equal(expected.Shape, actual.Shape);
        var tolerance = 1e-5 * expected.Data.Max(Math.Abs);
        Assert.All(expected.Data.Zip(actual.Data), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static byte[] Network(int[] shape, Func<GraphProto, string> layers)
    {
        var graph = new GraphProto { Name = "network" };
        graph.Input.Add(Port(Taken, shape));
        Node(graph, "Identity", Given, [layers(graph)]);
        graph.Output.Add(Port(Given, []));
        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 13 });
        return model.ToByteArray();
    }

    private static string Convolution(GraphProto graph, string name, string from, int channels, int outputs, int stride)
    {
        var random = new Random(channels * outputs);
        var kernel = Constant(graph, $"{name}/kernel", random, outputs, channels, 3, 3);
        var bias = Constant(graph, $"{name}/bias", random, outputs);
        return Node(graph, "Conv", name, [from, kernel, bias], ("kernel_shape", [3, 3]), ("strides", [stride, stride]), ("pads", [1, 1, 1, 1]));
    }

    private static string Relu(GraphProto graph, string from) => Node(graph, "Relu", $"{from}/relu", [from]);

    private static string Node(GraphProto graph, string operation, string name, string[] inputs, params (string Name, long[] Values)[] attributes)
    {
        var node = new NodeProto { OpType = operation };
        node.Input.Add(inputs);
        node.Output.Add(name);
        foreach (var (attribute, values) in attributes)
        {
            node.Attribute.Add(new AttributeProto { Name = attribute, Type = AttributeType.Ints });
            node.Attribute[^1].Ints.Add(values);
        }

        graph.Node.Add(node);
        return name;
    }

    private static string Constant(GraphProto graph, string name, Random random, params int[] shape)
    {
        float[] values = [.. Enumerable.Range(0, shape.Aggregate(1, (product, length) => product * length)).Select(_ => random.NextSingle() - 0.5f)];
        var constant = new TensorProto { Name = name, DataType = (int)DataType.Float, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())) };
        constant.Dims.Add(shape.Select(length => (long)length));
        graph.Initializer.Add(constant);
        return name;
    }

    private static ValueInfoProto Port(string name, int[] shape)
    {
        var type = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float };
        if (shape.Length > 0)
        {
            type.Shape = new();
            type.Shape.Dim.Add(shape.Select(length => new TensorShapeProto.Types.Dimension { DimValue = length }));
        }

        return new() { Name = name, Type = new() { TensorType = type } };
    }
}
