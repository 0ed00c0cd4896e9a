using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Shared.Onnx;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

/// <summary>
/// Small graphs, held against what TensorFlow defines; a picture of 3 x 3 pixels and 2 channels holds 0, 1, 2 ... in its order.
/// </summary>
public sealed class GraphModelConverterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly JsonArray nodes = [];
    private readonly JsonArray weights = [];
    private readonly List<byte> data = [];

    public GraphModelConverterTests() => nodes.Add(JsonNode.Parse("""
        {"name":"x","op":"Placeholder","attr":{"shape":{"shape":{"dim":[{"size":"-1"},{"size":"3"},{"size":"3"},{"size":"2"}]}}}}
        """));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_map_is_reshaped_in_the_order_of_its_elements()
    {
        Integers("shape", [-1, 6], 2);
        Node("y", "Reshape", ["x", "shape"]);

        Assert.Equal(Enumerable.Range(0, 18).Select(value => (float)value), await Run("y", [3, 6]));
    }

    [Fact]
    public async Task Same_padding_gives_the_odd_pixel_to_the_end()
    {
        Floats("kernel", [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1], 2, 2, 2, 2);
        Floats("bias", [100, 200], 2);
        Node("y", "_FusedConv2D", ["x", "kernel", "bias"], Window("SAME", 2, ("fused_ops", Words("BiasAdd", "Relu6"))));
        Node("z", "Conv2D", ["x", "kernel"], Window("SAME", 2));

        Assert.All(await Run("y", [1, 2, 2, 2]), value => Assert.Equal(6, value));
        Same([16, 20, 14, 16, 26, 28, 16, 17], await Run("z", [1, 2, 2, 2]));
    }

    [Fact]
    public async Task A_kernel_that_sees_the_whole_map_is_a_matrix()
    {
        // All elements; those of the first channel; the one of the second channel in the last row's middle.
        Floats("kernel", [.. Enumerable.Range(0, 18).SelectMany(at => (float[])[1, at % 2 == 0 ? 1 : 0, at == 15 ? 1 : 0])], 3, 3, 2, 3);
        Floats("bias", [0.5f, 0, -100], 3);
        Node("y", "_FusedConv2D", ["x", "kernel", "bias"], Window("VALID", 1, ("fused_ops", Words("BiasAdd", "Relu"))));

        Same([153.5f, 72, 0], await Run("y", [1, 1, 1, 3]));
        var converter = Converter();
        converter.Graph.Output(converter.Convert("y").Name, 1, 1, 1, 3);
        var operations = ModelProto.Parser.ParseFrom(converter.Graph.ToBytes()).Graph.Node.Select(node => node.OpType);
        Assert.Equal(["Reshape", "Gemm", "Reshape", "Relu", "Transpose"], operations);
    }

    [Fact]
    public async Task A_depthwise_kernel_gives_several_channels_for_each()
    {
        Floats("kernel", [1, 2, 3, 4], 1, 1, 2, 2);
        Node("y", "DepthwiseConv2dNative", ["x", "kernel"], Window("VALID", 1));

        var y = await Run("y", [1, 3, 3, 4]);

        Assert.Equal([0, 0, 3, 4, 2, 4, 9, 12], y[..8]);
    }

    [Fact]
    public async Task Channels_are_joined_padded_pooled_and_averaged_as_in_TensorFlow()
    {
        Integers("axis", [-1], 1);
        Integers("pads", [0, 0, 1, 0, 0, 0, 0, 1], 4, 2);
        Integers("plane", [1, 2], 2);
        Node("joined", "ConcatV2", ["x", "x", "axis"]);
        Node("padded", "Pad", ["x", "pads"]);
        Node("pooled", "MaxPool", ["x"], Window("SAME", 2, ("ksize", Numbers(1, 2, 2, 1))));
        Node("mean", "Mean", ["x", "plane"]);
        Node("kept", "Mean", ["x", "plane"], ("keep_dims", JsonNode.Parse("""{"b":true}""")!));

        Same([0, 1, 0, 1, 2, 3, 2, 3], (await Run("joined", [1, 3, 3, 4]))[..8]);
        Same([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 3, 0], (await Run("padded", [1, 4, 3, 3]))[..15]);
        Same([8, 9, 10, 11, 14, 15, 16, 17], await Run("pooled", [1, 2, 2, 2]));
        Same([8, 9], await Run("mean", [1, 2]));
        Same([8, 9], await Run("kept", [1, 1, 1, 2]));
    }

    [Fact]
    public async Task A_leaky_slope_is_the_same_as_an_operator_and_as_its_parts()
    {
        Floats("down", [-8, -9], 2);
        Floats("slope", [0.5f, 0.25f], 1, 1, 2);
        Floats("minus", [-0.5f, -0.25f], 2);
        Node("low", "BiasAdd", ["x", "down"]);
        Node("whole", "Prelu", ["low", "slope"]);
        Node("positive", "Relu", ["low"]);
        Node("turned", "Neg", ["low"]);
        Node("negative", "Relu", ["turned"]);
        Node("scaled", "Mul", ["negative", "minus"]);
        Node("parts", "AddV2", ["positive", "scaled"]);

        var whole = await Run("whole", [1, 3, 3, 2]);

        Assert.Equal([-4, -2, -3, -1.5f], whole[..4]);
        Assert.Equal(whole, await Run("parts", [1, 3, 3, 2]));
    }

    [Fact]
    public async Task Half_precision_stays_half_in_the_file_and_counts_as_float_in_the_graph()
    {
        Halves("bias", [.. Enumerable.Range(0, 200).Select(value => (Half)(value / 8f))]);
        Floats("kernel", [.. Enumerable.Repeat(0f, 400)], 1, 1, 2, 200);
        Node("y", "_FusedConv2D", ["x", "kernel", "bias"], Window("VALID", 1, ("fused_ops", Words("BiasAdd"))));

        var y = await Run("y", [1, 3, 3, 200]);

        Assert.Equal(Enumerable.Range(0, 200).Select(value => value / 8f), y[..200]);
    }

    [Fact]
    public void An_operator_that_is_not_known_is_named_with_its_node()
    {
        Node("y", "FancyNewOp", ["x"]);

        var error = Assert.Throws<ModelException>(() => Converter().Convert("y"));

        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains("operator FancyNewOp of node y", error.Message);
    }

    [Fact]
    public void A_fused_operation_that_is_not_known_is_named_with_its_node()
    {
        Floats("kernel", [1, 0, 0, 1], 1, 1, 2, 2);
        Floats("bias", [0, 0], 2);
        Node("y", "_FusedConv2D", ["x", "kernel", "bias"], Window("VALID", 1, ("fused_ops", Words("BiasAdd", "Swish"))));

        Assert.Contains("Swish, fused into node y", Assert.Throws<ModelException>(() => Converter().Convert("y")).Message);
    }

    [Fact]
    public void A_graph_that_goes_round_in_a_circle_is_refused()
    {
        Node("a", "Relu", ["b"]);
        Node("b", "Relu", ["a"]);

        Assert.Contains("depends on itself", Assert.Throws<ModelException>(() => Converter().Convert("a")).Message);
        Assert.Contains("nothing in it is called c", Assert.Throws<ModelException>(() => Converter().Convert("c")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"modelTopology":{},"weightsManifest":[]}""")]
    [InlineData("""{"modelTopology":{"node":[{"op":"Relu"}]},"weightsManifest":[]}""")]
    public void A_file_that_is_no_graph_model_is_corrupt(string json)
    {
        File.WriteAllText(folder["net.json"], json);

        Assert.Equal(ModelError.Corrupt, Assert.Throws<ModelException>(() => GraphModel.Read(folder.Path, "net")).Error);
        Assert.Equal(ModelError.Missing, Assert.Throws<ModelException>(() => GraphModel.Read(folder.Path, "absent")).Error);
    }

    private static void Same(float[] expected, float[] actual) => Assert.Equal(expected, actual);

    private static (string Name, JsonNode Value)[] Window(string padding, int stride, params (string Name, JsonNode Value)[] others) =>
        [("padding", new JsonObject { ["s"] = Base64(padding) }), ("strides", Numbers(1, stride, stride, 1)), .. others];

    // Protocol buffers write 64-bit integers as strings.
    private static JsonObject Numbers(params int[] numbers) => List("i", numbers.Select(number => $"{number}"));

    private static JsonObject Words(params string[] words) => List("s", words.Select(Base64));

    private static JsonObject List(string kind, IEnumerable<string> items) =>
        new() { ["list"] = new JsonObject { [kind] = new JsonArray([.. items.Select(item => (JsonNode)item)]) } };

    private static string Base64(string word) => Convert.ToBase64String(Encoding.ASCII.GetBytes(word));

    private void Node(string name, string op, string[] inputs, params (string Name, JsonNode Value)[] attributes) =>
        nodes.Add(new JsonObject
        {
            ["name"] = name,
            ["op"] = op,
            ["input"] = new JsonArray([.. inputs.Select(input => (JsonNode)input)]),
            ["attr"] = new JsonObject(attributes.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))),
        });

    private void Integers(string name, int[] values, params int[] shape) =>
        Constant(name, "int32", values.SelectMany(BitConverter.GetBytes), shape);

    private void Floats(string name, float[] values, params int[] shape) =>
        Constant(name, "float32", values.SelectMany(BitConverter.GetBytes), shape);

    private void Halves(string name, Half[] values) =>
        Constant(name, "float32", values.SelectMany(BitConverter.GetBytes), [values.Length], "float16");

    private void Constant(string name, string type, IEnumerable<byte> bytes, int[] shape, string? stored = null)
    {
        var axes = new JsonArray([.. shape.Select(axis => (JsonNode)axis)]);
        var entry = new JsonObject { ["name"] = name, ["dtype"] = type, ["shape"] = axes };
        if (stored is not null) entry["quantization"] = new JsonObject { ["dtype"] = stored };
        weights.Add(entry);
        data.AddRange(bytes);
        Node(name, "Const", []);
    }

    private GraphModelConverter Converter()
    {
        var file = new JsonObject
        {
            ["modelTopology"] = new JsonObject { ["node"] = nodes.DeepClone() },
            ["weightsManifest"] = new JsonArray(new JsonObject { ["paths"] = new JsonArray("net.bin"), ["weights"] = weights.DeepClone() }),
        };
        File.WriteAllText(folder["net.json"], JsonSerializer.Serialize(file));
        File.WriteAllBytes(folder["net.bin"], [.. data]);
        return new(GraphModel.Read(folder.Path, "net"), "picture");
    }

    private async Task<float[]> Run(string node, int[] shape)
    {
        Repository.Npm("onnxruntime-node");
        var converter = Converter();
        var value = converter.Convert(node);
        Assert.Equal(shape, value.Shape);
        converter.Graph.Output(converter.Graph.Node("Identity", "answer", [value.Name]), shape);
        using var model = OnnxModel.Open("net", converter.Graph.ToBytes(), threads: 1);
        var picture = new Tensor(1, 2, 3, 3);
        for (var at = 0; at < 18; at++) picture.Data[at % 2 * 9 + at / 2] = at;
        return (await model.RunAsync([picture], TestContext.Current.CancellationToken))[0].Data;
    }
}
