using FaceShape.Shared.Onnx;
using FaceShape.Training.Conversion;
using Google.Protobuf;
using AttributeType = FaceShape.Shared.Onnx.AttributeProto.Types.AttributeType;

namespace FaceShape.Training.Tests.Conversion;

public class OnnxGraphTests
{
    [Fact]
    public void A_graph_reads_back_as_it_was_written()
    {
        var model = ModelProto.Parser.ParseFrom(Classifier().ToBytes());

        Assert.Equal(OnnxGraph.IrVersion, model.IrVersion);
        Assert.Equal(OnnxGraph.OperatorSet, Assert.Single(model.OpsetImport).Version);
        Assert.Equal(("licence", "MIT"), (model.MetadataProps[0].Key, model.MetadataProps[0].Value));
        Assert.Equal(["Gemm", "Concat", "Softmax"], model.Graph.Node.Select(node => node.OpType));
        Assert.Equal(["x", "w", "b"], model.Graph.Node[0].Input);
        Assert.Equal(["scores"], model.Graph.Node[0].Output);
        Assert.Equal([1L, 2L], model.Graph.Input[0].Type.TensorType.Shape.Dim.Select(axis => axis.DimValue));
        Assert.Equal([1L, 6L], model.Graph.Output[0].Type.TensorType.Shape.Dim.Select(axis => axis.DimValue));
        var weights = model.Graph.Initializer.Single(constant => constant.Name == "w");
        Assert.Equal([2L, 3L], weights.Dims);
        Assert.Equal("0000803F0000004000004040000080400000A0400000C040", Convert.ToHexString(weights.RawData.Span));
        Assert.Equal(Classifier().ToBytes(), model.ToByteArray());
    }

    [Fact]
    public void An_attribute_of_value_zero_is_written()
    {
        var graph = new OnnxGraph("zero");
        var x = graph.Input("x", 1, 2);
        graph.Output(graph.Node("Softmax", "y", [x], OnnxAttribute.Int("axis", 0)), 1, 2);

        var attribute = ModelProto.Parser.ParseFrom(graph.ToBytes()).Graph.Node[0].Attribute[0];

        Assert.True(attribute.HasI);
        Assert.Equal(AttributeType.Int, attribute.Type);
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(Classifier().ToBytes(), Classifier().ToBytes());

    [Fact]
    public void A_node_cannot_take_what_nothing_gives()
    {
        var error = Assert.Throws<ArgumentException>(() => new OnnxGraph("g").Node("Relu", "y", ["x"]));

        Assert.Contains("y takes x", error.Message);
    }

    [Fact]
    public void An_optional_input_can_be_left_out()
    {
        var graph = new OnnxGraph("g");
        var x = graph.Input("x", 1);
        graph.Output(graph.Node("Clip", "y", [x, "", graph.Floats("six", [6f])]), 1);

        Assert.Equal(["x", "", "six"], ModelProto.Parser.ParseFrom(graph.ToBytes()).Graph.Node[0].Input);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var graph = new OnnxGraph("g");
        graph.Input("x", 1);

        Assert.Throws<ArgumentException>(() => graph.Floats("x", [1f]));
        Assert.Throws<ArgumentException>(() => graph.Node("Relu", "x", ["x"]));
        Assert.Throws<ArgumentException>(() => graph.Input("", 1));
    }

    [Fact]
    public void A_constant_has_as_many_elements_as_its_shape() =>
        Assert.Throws<ArgumentException>(() => new OnnxGraph("g").Floats("w", [1f, 2f, 3f], 2, 2));

    [Fact]
    public void An_output_is_a_value_of_the_graph_and_declared_once()
    {
        var graph = new OnnxGraph("g");
        graph.Input("x", 1);
        graph.Output("x", 1);

        Assert.Throws<ArgumentException>(() => graph.Output("x", 1));
        Assert.Throws<ArgumentException>(() => graph.Output("y", 1));
    }

    [Fact]
    public void A_graph_without_output_is_not_written() =>
        Assert.Throws<InvalidOperationException>(() => new OnnxGraph("g").ToBytes());

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void An_axis_is_at_least_one_long(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxGraph("g").Input("x", length));

    private static OnnxGraph Classifier()
    {
        var graph = new OnnxGraph("classifier");
        graph.Describe("licence", "MIT");
        var x = graph.Input("x", 1, 2);
        var w = graph.Floats("w", [1f, 2f, 3f, 4f, 5f, 6f], 2, 3);
        var scores = graph.Node("Gemm", "scores", [x, w, graph.Floats("b", [0f, 0f, 1f], 3)], OnnxAttribute.Float("alpha", 0.5f));
        var twice = graph.Node("Concat", "twice", [scores, scores], OnnxAttribute.Int("axis", 1));
        graph.Output(graph.Node("Softmax", "y", [twice], OnnxAttribute.Int("axis", -1)), 1, 6);
        return graph;
    }
}
