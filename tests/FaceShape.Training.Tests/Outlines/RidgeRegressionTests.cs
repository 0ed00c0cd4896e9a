using FaceShape.Training.Data;
using FaceShape.Training.Outlines;

namespace FaceShape.Training.Tests.Outlines;

public class RidgeRegressionTests
{
    private readonly Random random = new(7);

    [Fact]
    public void A_linear_map_is_found_again()
    {
        var (inputs, outputs) = Examples(40, 6);

        var map = new RidgeRegression(inputs, outputs).Fit(1e-9);

        var (others, expected) = Examples(5, 6);
        foreach (var (input, output) in others.Zip(expected)) AssertClose(output, map.Apply(input), 1e-4);
    }

    [Fact]
    public void With_fewer_examples_than_inputs_the_examples_are_met()
    {
        var (inputs, outputs) = Examples(10, 60);

        var map = new RidgeRegression(inputs, outputs).Fit(1e-9);

        foreach (var (input, output) in inputs.Zip(outputs)) AssertClose(output, map.Apply(input), 1e-3);
    }

    [Fact]
    public void The_solution_is_where_the_penalized_error_has_no_slope()
    {
        const double Penalty = 0.7;
        var (inputs, outputs) = Examples(12, 5);
        var map = new RidgeRegression(inputs, outputs).Fit(Penalty);

        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 2; j++)
            {
                var slope = inputs.Zip(outputs)
                    .Sum(pair => (pair.First[i] - map.InputMean[i]) * (map.Apply(pair.First)[j] - pair.Second[j]));
                Assert.Equal(0, slope + Penalty * map.Weights[i, j], 1e-4);
            }
        }
    }

    [Fact]
    public void A_larger_penalty_gives_smaller_weights()
    {
        var (inputs, outputs) = Examples(12, 5);
        var regression = new RidgeRegression(inputs, outputs);

        Assert.True(Size(regression.Fit(10)) < Size(regression.Fit(0.1)));

        static double Size(LinearMap map) => map.Weights.Cast<double>().Sum(weight => weight * weight);
    }

    [Fact]
    public void Too_few_examples_and_penalties_that_are_none_are_refused()
    {
        var (inputs, outputs) = Examples(2, 5);

        Assert.Throws<DatasetException>(() => new RidgeRegression(inputs[..1], outputs[..1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RidgeRegression(inputs, outputs).Fit(0));
    }

    private (float[][] Inputs, float[][] Outputs) Examples(int count, int inputs)
    {
        float[] Row() => [.. Enumerable.Range(0, inputs).Select(_ => random.NextSingle() * 4 - 1)];
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Row())];
        return (rows, [.. rows.Select(row => (float[])[3 + row[0] - 2 * row[^1], row.Sum()])]);
    }

    private static void AssertClose(float[] expected, float[] actual, double tolerance) =>
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
}
