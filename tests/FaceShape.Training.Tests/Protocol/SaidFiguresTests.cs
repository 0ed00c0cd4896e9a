using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class SaidFiguresTests
{
    private static readonly double[] Clear = [0.6, 0.3, 0.1];
    private static readonly double[] Close = [0.45, 0.4, 0.15];

    [Fact]
    public void One_shape_is_right_when_it_is_the_true_one_and_two_when_one_of_them_is()
    {
        var said = SaidFigures.Of([At(Clear, 0), At(Clear, 1), At(Close, 0), At(Close, 1), At(Close, 2), At(Close, 2, abstained: true)], 3, 1)!;
        Assert.Equal((2.0 / 6, 3.0 / 6), (said.OneShape, said.BetweenTwo));
        Assert.Equal(1.0 / 2, said.OneShapeRight!.Value, 12);
        Assert.Equal(2.0 / 3, said.BetweenTwoRight!.Value, 12);
    }

    [Fact]
    public void What_is_never_said_is_neither_right_nor_wrong()
    {
        var said = SaidFigures.Of([At(Clear, 0), At(Clear, 0, abstained: true)], 3, 1)!;
        Assert.Equal((0.5, 0.0), (said.OneShape, said.BetweenTwo));
        Assert.Null(said.BetweenTwoRight);
    }

    [Fact]
    public void Of_two_labels_one_is_always_said() =>
        Assert.Null(SaidFigures.Of([new(0, 0, new(0, 0, [0.51, 0.49]), null, false, null)], 2, 1));

    private static PhotoAnswer At(double[] probabilities, int label, bool abstained = false) =>
        new(0, 0, new(0, label, probabilities), null, abstained, null);
}
