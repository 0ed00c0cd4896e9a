using System.Runtime.Intrinsics;

namespace FaceShape.Training.Numerics;

/// <summary>Symmetric positive systems by Cholesky's factorization.</summary>
internal static class LinearAlgebra
{
    /// <summary>Solves products * x = targets, after adding a share of the mean diagonal to the diagonal.</summary>
    public static double[,] Solve(double[,] products, double[,] targets, double penalty)
    {
        int n = products.GetLength(0), columns = targets.GetLength(1);
        var factor = Factor(products, penalty);
        var solution = new double[n, columns];
        var column = new double[n];
        for (var c = 0; c < columns; c++)
        {
            for (var i = 0; i < n; i++) column[i] = targets[i, c];
            Substitute(factor, column);
            for (var i = 0; i < n; i++) solution[i, c] = column[i];
        }

        return solution;
    }

    /// <summary>The inverse of some rows and columns of a matrix, after adding a share of the mean diagonal to the diagonal.</summary>
    public static double[,] Inverse(IReadOnlyList<int> kept, double[,] products, double penalty)
    {
        var n = kept.Count;
        var part = new double[n, n];
        var unit = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) part[i, j] = products[kept[i], kept[j]];
            unit[i, i] = 1;
        }

        return Solve(part, unit, penalty);
    }

    /// <summary>A matrix times a vector.</summary>
    public static double[] Multiply(double[,] matrix, double[] vector)
    {
        var result = new double[matrix.GetLength(0)];
        for (var i = 0; i < result.Length; i++)
        {
            for (var j = 0; j < vector.Length; j++) result[i] += matrix[i, j] * vector[j];
        }

        return result;
    }

    /// <summary>Rows of the lower triangle L, L times its transpose = products, after adding a share of the mean diagonal to the diagonal.</summary>
    public static double[][] Factor(double[,] products, double penalty)
    {
        var n = products.GetLength(0);
        double trace = 0;
        for (var i = 0; i < n; i++) trace += products[i, i];
        var added = penalty * trace / n;
        var factor = new double[n][];
        for (var i = 0; i < n; i++)
        {
            factor[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = products[i, j] + (i == j ? added : 0) - Dot(factor[i].AsSpan(0, j), factor[j].AsSpan(0, j));
                factor[i][j] = i == j ? Math.Sqrt(sum) : sum / factor[j][j];
            }
        }

        return factor;
    }

    private static void Substitute(double[][] factor, double[] right)
    {
        for (var i = 0; i < right.Length; i++) right[i] = (right[i] - Dot(factor[i].AsSpan(0, i), right.AsSpan(0, i))) / factor[i][i];
        for (var i = right.Length - 1; i >= 0; i--)
        {
            right[i] /= factor[i][i];
            for (var k = 0; k < i; k++) right[k] -= factor[i][k] * right[i];
        }
    }

    // So many lanes whatever the machine has, so that sums come out bit for bit the same on every one; see Simd.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector256<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            sum += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        var rest = Vector256.Sum(sum);
        for (; i < a.Length; i++) rest += a[i] * b[i];
        return rest;
    }
}
