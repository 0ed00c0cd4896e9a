using FaceShape.Training.Numerics;

namespace FaceShape.Training.Tests.Numerics;

public class MatrixProductTests
{
    [Theory]
    [InlineData(8, 1, 16)]
    [InlineData(16, 5, 48)]
    [InlineData(24, 193, 32)]
    [InlineData(8, 400, 80)]
    public void A_product_is_added_to_what_is_there(int rows, int depth, int columns)
    {
        var random = new Random(1);
        float[] a = Numbers(random, rows * depth), b = Numbers(random, depth * columns), c = Numbers(random, rows * columns);
        var expected = Expected(a, depth, 1, b, c, rows, depth, columns);

        MatrixProduct.Add(a, depth, 1, b, c, rows, depth, columns);

        Assert.All(c.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void The_left_factor_may_be_taken_transposed()
    {
        const int Rows = 16, Depth = 33, Columns = 48;
        var random = new Random(2);
        float[] a = Numbers(random, Rows * Depth), b = Numbers(random, Depth * Columns), c = new float[Rows * Columns];
        var expected = Expected(a, 1, Rows, b, c, Rows, Depth, Columns);

        MatrixProduct.Add(a, 1, Rows, b, c, Rows, Depth, Columns);

        Assert.All(c.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Theory]
    [InlineData(7, 16)]
    [InlineData(8, 17)]
    public void What_is_not_in_whole_blocks_is_refused(int rows, int columns) =>
        Assert.Throws<ArgumentException>(() => MatrixProduct.Add(new float[999], 1, 1, new float[999], new float[999], rows, 1, columns));

    [Fact]
    public void Factors_that_are_too_short_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[15], 2, 1, new float[32], new float[128], 8, 2, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[16], 2, 1, new float[31], new float[128], 8, 2, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Add(new float[16], 2, 1, new float[32], new float[127], 8, 2, 16));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static double[] Expected(float[] a, int rowStep, int depthStep, float[] b, float[] c, int rows, int depth, int columns) =>
    [
        .. from row in Enumerable.Range(0, rows)
           from column in Enumerable.Range(0, columns)
           select c[row * columns + column]
               + Enumerable.Range(0, depth).Sum(k => (double)a[row * rowStep + k * depthStep] * b[k * columns + column]),
    ];
}
