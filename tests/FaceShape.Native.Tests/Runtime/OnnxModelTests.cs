using System.Text;
using FaceShape.Inference;
using FaceShape.Native.Runtime;

namespace FaceShape.Native.Tests.Runtime;

public sealed class OnnxModelTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_inputs_give_their_sum()
    {
        using var model = OnnxModel.Open("add", TinyGraph.Add(2, 2));
        var outputs = await model.RunAsync([new([2, 2], [1, 2, 3, 4]), new([2, 2], [10, 20, 30, 40])], Cancellation);
        var sum = Assert.Single(outputs);
        Assert.Equal([2, 2], sum.Shape);
        Assert.Equal([11, 22, 33, 44], sum.Data);
    }

    [Fact]
    public async Task Optimized_into_the_own_format_of_the_runtime_it_gives_the_same()
    {
        var optimized = OnnxModel.Optimize("add", TinyGraph.Add(2, 2));
        Assert.Equal("ORTM"u8.ToArray(), optimized[4..8]);
        using var model = OnnxModel.Open("add", optimized);
        var outputs = await model.RunAsync([new([2, 2], [1, 2, 3, 4]), new([2, 2], [10, 20, 30, 40])], Cancellation);
        Assert.Equal([11, 22, 33, 44], Assert.Single(outputs).Data);
    }

    [Fact]
    public void Optimized_convolutions_take_in_the_additions_that_follow_them_in_a_layout_for_every_processor()
    {
        var trunk = File.ReadAllBytes(Testing.Repository.Path("models", "face_trunk.onnx"));
        var optimized = OnnxModel.Optimize("face_trunk", trunk).AsSpan();
        // The file lists its operations by domain, name and version.
        Assert.True(optimized.IndexOf(":FusedConv:"u8) > 0);
        Assert.True(optimized.IndexOf(":MaxPool:"u8) > 0);
        Assert.Equal((-1, -1), (optimized.IndexOf(":Add:"u8), optimized.IndexOf("com.microsoft.nchwc:"u8)));
    }

    [Fact]
    public void What_cannot_be_read_cannot_be_optimized() =>
        Assert.Equal(ModelError.Corrupt, Assert.Throws<ModelException>(() => OnnxModel.Optimize("add", [1, 2, 3])).Error);

    [Fact]
    public async Task Inputs_are_given_in_the_order_of_the_ports()
    {
        using var model = OnnxModel.Open("concat", TinyGraph.Concat(1, [1, 1], [1, 2], [1, 3]));
        var outputs = await model.RunAsync([new([1, 1], [7]), new([1, 2], [8, 9])], Cancellation);
        Assert.Equal([7, 8, 9], outputs[0].Data);
    }

    [Fact]
    public async Task Several_outputs_come_in_the_order_of_the_ports()
    {
        using var model = OnnxModel.Open("split", TinyGraph.Split([1, 4], [1, 2]));
        Assert.Equal(["left", "right"], model.Outputs.Select(port => port.Name));
        var outputs = await model.RunAsync([new([1, 4], [1, 2, 3, 4])], Cancellation);
        Assert.Equal([1, 2], outputs[0].Data);
        Assert.Equal([3, 4], outputs[1].Data);
    }

    [Fact]
    public void Ports_tell_their_names_and_shapes()
    {
        using var model = OnnxModel.Open("concat", TinyGraph.Concat(1, [1, 1], [1, -1], [1, -1]));
        Assert.Equal(["a", "b"], model.Inputs.Select(port => port.Name));
        Assert.Equal([1, 1], model.Inputs[0].Shape);
        Assert.Equal([1, -1], model.Inputs[1].Shape);
        Assert.Equal("joined", Assert.Single(model.Outputs).Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_free_axis_takes_any_length(int length)
    {
        using var model = OnnxModel.Open("add", TinyGraph.Add(-1, 3));
        var ones = new Tensor([length, 3], [.. Enumerable.Repeat(1f, length * 3)]);
        var sum = (await model.RunAsync([ones, ones], Cancellation))[0];
        Assert.Equal([length, 3], sum.Shape);
        Assert.All(sum.Data, value => Assert.Equal(2, value));
    }

    [Fact]
    public async Task A_wrong_shape_never_reaches_the_runtime()
    {
        using var model = OnnxModel.Open("add", TinyGraph.Add(2, 2));
        var error = await Assert.ThrowsAsync<ModelException>(async () => await model.RunAsync([new(2, 2), new(2, 3)], Cancellation));
        Assert.Equal(ModelError.Mismatch, error.Error);
        Assert.Contains("'b' as [2, 2], not [2, 3]", error.Message);
    }

    [Fact]
    public async Task A_missing_input_is_a_mismatch()
    {
        using var model = OnnxModel.Open("add", TinyGraph.Add(2, 2));
        var error = await Assert.ThrowsAsync<ModelException>(async () => await model.RunAsync([new(2, 2)], Cancellation));
        Assert.Equal(ModelError.Mismatch, error.Error);
    }

    [Fact]
    public async Task A_failing_run_carries_the_words_of_the_runtime_and_the_model_lives_on()
    {
        using var model = OnnxModel.Open("product", TinyGraph.MatMul());
        var error = await Assert.ThrowsAsync<ModelException>(async () => await model.RunAsync([new(2, 3), new(2, 3)], Cancellation));
        Assert.Equal(ModelError.Failed, error.Error);
        Assert.Contains("MatMul", error.Message);
        var product = await model.RunAsync([new([1, 2], [1, 2]), new([2, 1], [3, 4])], Cancellation);
        Assert.Equal([11], product[0].Data);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    public void Bytes_that_are_no_model_are_corrupt(string text)
    {
        var error = Assert.Throws<ModelException>(() => OnnxModel.Open("toy", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(ModelError.Corrupt, error.Error);
        Assert.Contains("toy", error.Message);
    }

    [Fact]
    public void A_model_cut_short_is_corrupt()
    {
        var whole = TinyGraph.Add(2, 2);
        var error = Assert.Throws<ModelException>(() => OnnxModel.Open("toy", whole.AsSpan(0, whole.Length / 2)));
        Assert.Equal(ModelError.Corrupt, error.Error);
    }

    [Fact]
    public void Ports_of_another_element_type_are_refused()
    {
        var error = Assert.Throws<ModelException>(() => OnnxModel.Open("numbers", TinyGraph.Integers()));
        Assert.Equal(ModelError.Mismatch, error.Error);
        Assert.Contains("'n'", error.Message);
    }

    [Fact]
    public async Task A_disposed_model_says_so()
    {
        var model = OnnxModel.Open("add", TinyGraph.Add(1));
        model.Dispose();
        model.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.RunAsync([new(1), new(1)], Cancellation));
    }

    [Fact]
    public async Task A_cancelled_run_does_not_begin()
    {
        using var model = OnnxModel.Open("add", TinyGraph.Add(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await model.RunAsync([new(1), new(1)], new(canceled: true)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_number_of_threads_does_not_change_the_answer(int threads)
    {
        using var model = OnnxModel.Open("product", TinyGraph.MatMul(), threads);
        var square = new Tensor([64, 64], [.. Enumerable.Range(0, 64 * 64).Select(i => i % 7 - 3f)]);
        var product = (await model.RunAsync([square, square], Cancellation))[0];
        var expected = Enumerable.Range(0, 64).Sum(k => square.Data[k] * square.Data[(k * 64) + 5]);
        Assert.Equal(expected, product.Data[5]);
    }

    [Fact]
    public void Threads_are_not_negative() => Assert.Throws<ArgumentOutOfRangeException>(() => OnnxModel.Open("add", TinyGraph.Add(1), -1));
}
