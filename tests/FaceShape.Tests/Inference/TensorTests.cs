using FaceShape.Inference;

namespace FaceShape.Tests.Inference;

public class TensorTests
{
    [Fact]
    public void A_tensor_holds_as_many_numbers_as_its_shape_says() =>
        Assert.Throws<ArgumentException>(() => new Tensor([2, 3], new float[5]));

    [Fact]
    public void Tensors_that_fit_pass_the_check() =>
        TensorSpec.Check("net", [new("a", [1, 3]), new("b", [-1, 2])], [new(1, 3), new(7, 2)]);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 3)]
    public void A_shape_that_does_not_fit_is_named_in_the_message(params int[] shape)
    {
        var error = Assert.Throws<ModelException>(() => TensorSpec.Check("net", [new("a", [1, 3])], [new(shape)]));

        Assert.Equal(ModelError.Mismatch, error.Error);
        Assert.Contains("'a' as [1, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_input_is_a_mismatch() =>
        Assert.Equal("model-mismatch", Assert.Throws<ModelException>(() => TensorSpec.Check("net", [new("a", [1])], [])).Code);
}
