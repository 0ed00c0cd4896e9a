using FaceShape.Inference;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Compression;

/// <summary>What a block's second convolution saw at some positions, and what it should have given there.</summary>
/// <param name="second">The convolution as it was.</param>
internal sealed class BlockSamples(Convolution second)
{
    private readonly int window = second.Size * second.Size;
    private readonly List<float[]> seen = [];
    private readonly List<float[]> wanted = [];

    /// <summary>Adds positions of one face.</summary>
    /// <param name="inner">[1, inputs, side, side], what the convolution sees.</param>
    /// <param name="shortcut">[1, outputs, s, s], what is added to what it gives.</param>
    /// <param name="sum">[1, outputs, s, s], what the sum should be.</param>
    /// <param name="random">Draws positions.</param>
    /// <param name="count">How many.</param>
    public void Add(Tensor inner, Tensor shortcut, Tensor sum, Random random, int count)
    {
        int side = inner.Shape[2], outer = sum.Shape[2];
        for (var i = 0; i < count; i++)
        {
            int x = random.Next(side), y = random.Next(side);
            var row = new float[second.Inputs * window];
            for (var channel = 0; channel < second.Inputs; channel++)
                CopyWindow(inner.Data.AsSpan(channel * side * side, side * side), side, x, y, row.AsSpan(channel * window, window));
            seen.Add(row);
            var target = new float[second.Outputs];
            for (var channel = 0; channel < target.Length; channel++)
            {
                var at = (channel * outer + y) * outer + x;
                target[channel] = sum.Data[at] - shortcut.Data[at];
            }

            wanted.Add(target);
        }
    }

    /// <summary>
    /// How much each input channel's part in the output goes along with each other's, and with what is wanted: sums of products over
    /// positions and outputs.
    /// </summary>
    public (double[,] Products, double[] Targets) Contributions(Convolution convolution)
    {
        var products = new double[convolution.Inputs, convolution.Inputs];
        var targets = new double[convolution.Inputs];
        var parts = new float[convolution.Inputs * convolution.Outputs];
        for (var i = 0; i < seen.Count; i++)
        {
            var residual = new float[convolution.Outputs];
            for (var output = 0; output < residual.Length; output++) residual[output] = wanted[i][output] - convolution.Bias[output];
            for (var input = 0; input < convolution.Inputs; input++)
            {
                for (var output = 0; output < convolution.Outputs; output++)
                {
                    parts[input * convolution.Outputs + output] =
                        Dot(convolution.Window(output, input), seen[i].AsSpan(input * window, window));
                }
            }

            for (var a = 0; a < convolution.Inputs; a++)
            {
                var part = parts.AsSpan(a * convolution.Outputs, convolution.Outputs);
                targets[a] += Simd.Dot(part, residual);
                for (var b = 0; b <= a; b++)
                    products[a, b] += Simd.Dot(part, parts.AsSpan(b * convolution.Outputs, convolution.Outputs));
            }
        }

        for (var a = 0; a < convolution.Inputs; a++)
        {
            for (var b = 0; b < a; b++) products[b, a] = products[a, b];
        }

        return (products, targets);
    }

    /// <summary>
    /// Weights and, in the last row, the bias that give best what is wanted from some of the channels. Changes of the weights that these
    /// channels had are what is penalized, so that few samples do no harm.
    /// </summary>
    /// <returns>A row a weight, a column an output.</returns>
    public double[,] LeastSquares(IReadOnlyList<int> channels, double penalty)
    {
        var n = channels.Count * window + 1;
        var products = new double[n, n];
        var targets = new double[n, second.Outputs];
        var rows = seen.Select(row => Row(row, channels, n)).ToArray();

        // By columns, so that each sum of products is one pass over numbers that lie side by side.
        var columns = Transpose(rows, n);
        var outputs = Transpose(wanted, second.Outputs);
        Parallel.For(0, n, a =>
        {
            for (var b = 0; b <= a; b++) products[a, b] = products[b, a] = Simd.Dot(columns[a], columns[b]);
            for (var output = 0; output < outputs.Length; output++) targets[a, output] = Simd.Dot(columns[a], outputs[output]);
        });
        var start = Start(channels, n);
        for (var a = 0; a < n; a++)
        {
            for (var output = 0; output < second.Outputs; output++)
            {
                for (var b = 0; b < n; b++) targets[a, output] -= products[a, b] * start[b, output];
            }
        }

        var change = LinearAlgebra.Solve(products, targets, penalty);
        for (var a = 0; a < n; a++)
        {
            for (var output = 0; output < second.Outputs; output++) change[a, output] += start[a, output];
        }

        return change;
    }

    private double[,] Start(IReadOnlyList<int> channels, int length)
    {
        var start = new double[length, second.Outputs];
        for (var output = 0; output < second.Outputs; output++)
        {
            for (var i = 0; i < length - 1; i++) start[i, output] = second.Window(output, channels[i / window])[i % window];
            start[length - 1, output] = second.Bias[output];
        }

        return start;
    }

    // A window is shorter than a vector.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private float[] Row(float[] row, IReadOnlyList<int> channels, int length)
    {
        var chosen = new float[length];
        for (var i = 0; i < channels.Count; i++) row.AsSpan(channels[i] * window, window).CopyTo(chosen.AsSpan(i * window));
        chosen[^1] = 1;
        return chosen;
    }

    private static float[][] Transpose(IReadOnlyList<float[]> rows, int width)
    {
        var columns = new float[width][];
        for (var column = 0; column < width; column++)
        {
            columns[column] = new float[rows.Count];
            for (var row = 0; row < rows.Count; row++) columns[column][row] = rows[row][column];
        }

        return columns;
    }

    private void CopyWindow(ReadOnlySpan<float> map, int side, int x, int y, Span<float> target)
    {
        var reach = second.Size / 2;
        var at = 0;
        for (var v = y - reach; v <= y + reach; v++)
        {
            for (var u = x - reach; u <= x + reach; u++, at++)
            {
                if (u >= 0 && v >= 0 && u < side && v < side) target[at] = map[v * side + u];
            }
        }
    }
}
