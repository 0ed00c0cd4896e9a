using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Compression;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Compression;

public class WeightCompressorTests
{
    private const int FreeLength = 128;
    private const int Channels = 16;
    private const int Side = 8;

    [Theory]
    [InlineData(8, 0.01)]
    [InlineData(6, 0.04)]
    [InlineData(4, 0.2)]
    public async Task A_compressed_network_gives_nearly_the_same_numbers(int bits, double tolerance)
    {
        var whole = Convolution(random => (float)(random.NextDouble() - 0.5));

        var (before, after) = (await RunAsync(whole), await RunAsync(new WeightCompressor(bits).Compress(whole)));

        var largest = before.Max(Math.Abs);
        Assert.True(before.Zip(after, (x, y) => Math.Abs(x - y)).Max() < tolerance * largest);
    }

    [Fact]
    public void Weights_take_a_quarter_of_the_room()
    {
        var whole = Convolution(random => random.NextSingle());

        Assert.InRange(new WeightCompressor().Compress(whole).Length, 0, 0.35 * whole.Length);
    }

    [Fact]
    public async Task Weights_that_are_whole_multiples_of_a_scale_stay_as_they_are()
    {
        var whole = Convolution(random => (random.Next(2) == 0 ? -127 : random.Next(-127, 128)) / 64f);

        Assert.Equal(await RunAsync(whole), await RunAsync(new WeightCompressor().Compress(whole)));
    }

    [Fact]
    public async Task A_channel_of_zeros_stays_zero()
    {
        var after = await RunAsync(new WeightCompressor().Compress(Convolution(_ => 0f)));

        Assert.All(after, number => Assert.Equal(0f, number));
    }

    [Fact]
    public void Compressing_twice_gives_the_same_bytes()
    {
        var whole = Convolution(random => random.NextSingle());

        Assert.Equal(new WeightCompressor().Compress(whole), new WeightCompressor().Compress(whole));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Other_numbers_of_bits_are_refused(int bits) => Assert.Throws<ArgumentOutOfRangeException>(() => new WeightCompressor(bits));

    [Theory]
    [InlineData(ModelNames.BlazeFace, 0.1)]
    [InlineData(ModelNames.FaceMesh, 0.02)]
    [InlineData(ModelNames.FaceRecognitionNet, 0.04)]
    public async Task A_converted_network_keeps_its_answers(string name, double tolerance)
    {
        var model = ConvertedModel.All.Single(model => model.Name == name);
        Repository.Npm(model.Package.Split('/'));
        var whole = model.ToWholeBytes(Repository.Path("node_modules"));

        var compressed = new WeightCompressor().Compress(whole);
        var (before, after) = (await RunAsync(whole), await RunAsync(compressed));

        var largest = before.Max(Math.Abs);
        var worst = before.Zip(after, (x, y) => Math.Abs(x - y)).Max() / largest;
        Assert.True(worst < tolerance, $"worst difference {worst:P2} of the largest number");
    }

    private static byte[] Convolution(Func<Random, float> weight)
    {
        var random = new Random(1);
        var graph = new OnnxGraph("convolution");
        var image = graph.Input("image", 1, Channels, Side, Side);
        float[] weights = [.. Enumerable.Range(0, Channels * Channels * 9).Select(_ => weight(random))];
        var kernel = graph.Floats("kernel", weights, Channels, Channels, 3, 3);
        graph.Output(graph.Node("Conv", "map", [image, kernel]), 1, Channels, Side - 2, Side - 2);
        return graph.ToBytes();
    }

    private static async Task<float[]> RunAsync(byte[] onnx)
    {
        using var model = OnnxModel.Open("model", onnx, threads: 1);
        var input = new Tensor([.. model.Inputs[0].Shape.Select(length => length == OnnxGraph.Free ? FreeLength : length)]);
        for (var i = 0; i < input.Data.Length; i++) input.Data[i] = MathF.Sin(0.7f * i) * 0.5f + 0.3f;
        return (await model.RunAsync([input], TestContext.Current.CancellationToken))[0].Data;
    }
}
