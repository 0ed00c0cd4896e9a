using FaceShape.Training.Shadow;

namespace FaceShape.Training.Tests.Shadow;

public class ChiSquaredTests
{
    /// <summary>From printed tables.</summary>
    [Theory]
    [InlineData(0.05, 1, 3.8415)]
    [InlineData(0.05, 4, 9.4877)]
    [InlineData(0.01, 4, 13.2767)]
    [InlineData(0.05, 15, 24.9958)]
    [InlineData(0.95, 10, 3.9403)]
    [InlineData(0.001, 100, 149.4493)]
    public void Quantiles_are_those_of_the_tables(double tail, double freedom, double expected)
    {
        Assert.Equal(expected, ChiSquared.Quantile(tail, freedom), 4);
        Assert.Equal(tail, ChiSquared.Tail(ChiSquared.Quantile(tail, freedom), freedom), 10);
    }

    [Fact]
    public void With_two_degrees_of_freedom_the_tail_is_an_exponential()
    {
        for (var value = 0.1; value < 60; value *= 1.3) Assert.Equal(Math.Exp(-value / 2), ChiSquared.Tail(value, 2), 12);
    }

    [Fact]
    public void The_gamma_function_of_whole_numbers_is_a_factorial()
    {
        var factorial = 1.0;
        for (var n = 1; n < 20; n++) Assert.Equal(Math.Log(factorial *= n), ChiSquared.LogGamma(n + 1), 9);
    }
}
