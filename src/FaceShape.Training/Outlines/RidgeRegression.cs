using FaceShape.Training.Data;

namespace FaceShape.Training.Outlines;

/// <summary>A linear map: <c>output = (input - InputMean) * Weights + OutputMean</c>.</summary>
/// <param name="InputMean">One number an input.</param>
/// <param name="OutputMean">One number an output.</param>
/// <param name="Weights">A row an input, a column an output.</param>
internal sealed record LinearMap(double[] InputMean, double[] OutputMean, double[,] Weights)
{
    /// <summary>Applies the map.</summary>
    public float[] Apply(ReadOnlySpan<float> input)
    {
        var sum = (double[])OutputMean.Clone();
        for (var i = 0; i < input.Length; i++)
        {
            var centred = input[i] - InputMean[i];
            for (var j = 0; j < sum.Length; j++) sum[j] += centred * Weights[i, j];
        }

        return Array.ConvertAll(sum, value => (float)value);
    }
}

/// <summary>
/// Least squares with a penalty on large weights, solved in the space of the examples, of which there are fewer than inputs.
/// Inputs are centred, not scaled: all are coordinates in one unit. Hoerl and Kennard, 1970.
/// </summary>
internal sealed class RidgeRegression
{
    private readonly double[] inputMean;
    private readonly double[] outputMean;
    private readonly double[][] inputs;
    private readonly double[][] outputs;
    private readonly double[,] products;

    /// <summary>Prepares what all penalties have in common.</summary>
    /// <param name="inputs">One row an example.</param>
    /// <param name="outputs">One row an example.</param>
    /// <exception cref="DatasetException">There are fewer than two examples.</exception>
    public RidgeRegression(IReadOnlyList<float[]> inputs, IReadOnlyList<float[]> outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Count, inputs.Count);
        if (inputs.Count < 2) throw new DatasetException("An outline is learnt from at least two photos");
        inputMean = Mean(inputs);
        outputMean = Mean(outputs);
        this.inputs = Centre(inputs, inputMean);
        this.outputs = Centre(outputs, outputMean);
        products = Products(this.inputs);
    }

    /// <summary>Fits the map.</summary>
    /// <param name="penalty">Positive; larger makes the map smoother.</param>
    public LinearMap Fit(double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        var factor = Cholesky(products, penalty);
        var weights = new double[inputMean.Length, outputMean.Length];
        for (var column = 0; column < outputMean.Length; column++)
        {
            var shares = Solve(factor, [.. outputs.Select(row => row[column])]);
            for (var example = 0; example < inputs.Length; example++)
            {
                for (var i = 0; i < inputMean.Length; i++) weights[i, column] += shares[example] * inputs[example][i];
            }
        }

        return new(inputMean, outputMean, weights);
    }

    private static double[] Mean(IReadOnlyList<float[]> rows)
    {
        var mean = new double[rows[0].Length];
        foreach (var row in rows)
        {
            for (var i = 0; i < mean.Length; i++) mean[i] += (double)row[i] / rows.Count;
        }

        return mean;
    }

    private static double[][] Centre(IReadOnlyList<float[]> rows, double[] mean) =>
        [.. rows.Select(row => row.Select((value, i) => value - mean[i]).ToArray())];

    private static double[,] Products(double[][] rows)
    {
        var products = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                products[i, j] = products[j, i] = Dot(rows[i], rows[j]);
            }
        }

        return products;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>The lower triangle L with L * transpose(L) = products + penalty on the diagonal.</summary>
    private static double[,] Cholesky(double[,] products, double penalty)
    {
        var n = products.GetLength(0);
        var factor = new double[n, n];
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = products[i, j] + (i == j ? penalty : 0);
                for (var k = 0; k < j; k++) sum -= factor[i, k] * factor[j, k];
                factor[i, j] = i == j ? Math.Sqrt(sum) : sum / factor[j, j];
            }
        }

        return factor;
    }

    private static double[] Solve(double[,] factor, double[] right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) right[i] -= factor[i, k] * right[k];
            right[i] /= factor[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) right[i] -= factor[k, i] * right[k];
            right[i] /= factor[i, i];
        }

        return right;
    }
}
