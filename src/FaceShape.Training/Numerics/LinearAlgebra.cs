using System.Runtime.Intrinsics;

namespace FaceShape.Training.Numerics;

/// <summary>Symmetric positive systems by Cholesky's factorization.</summary>
internal static class LinearAlgebra
{
    private const int Rows = 4;

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
        for (var i = 0; i < n; i++) factor[i] = new double[i + 1];
        Span<double> sums = stackalloc double[Rows];
        for (var start = 0; start < n; start += Rows)
        {
            // Rows whose products with those above are summed side by side: each in the order in which it would be alone.
            var rows = Math.Min(Rows, n - start);
            if (rows == Rows)
            {
                for (var j = 0; j < start; j++)
                {
                    Dot(factor.AsSpan(start, Rows), factor[j].AsSpan(0, j), sums);
                    for (var row = 0; row < Rows; row++) factor[start + row][j] = (products[start + row, j] - sums[row]) / factor[j][j];
                }
            }

            for (var i = start; i < start + rows; i++)
            {
                for (var j = rows == Rows ? start : 0; j <= i; j++)
                {
                    var sum = products[i, j] + (i == j ? added : 0) - Dot(factor[i].AsSpan(0, j), factor[j].AsSpan(0, j));
                    factor[i][j] = i == j ? Math.Sqrt(sum) : sum / factor[j][j];
                }
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

    /// <summary><see cref="Dot(ReadOnlySpan{double}, ReadOnlySpan{double})"/> of the beginnings of four rows with one.</summary>
    private static void Dot(ReadOnlySpan<double[]> rows, ReadOnlySpan<double> b, Span<double> sums)
    {
        ReadOnlySpan<double> r0 = rows[0].AsSpan(0, b.Length), r1 = rows[1].AsSpan(0, b.Length), r2 = rows[2].AsSpan(0, b.Length), r3 = rows[3].AsSpan(0, b.Length);
        Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= b.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var v = Vector256.Create(b[i..]);
            s0 += Vector256.Create(r0[i..]) * v;
            s1 += Vector256.Create(r1[i..]) * v;
            s2 += Vector256.Create(r2[i..]) * v;
            s3 += Vector256.Create(r3[i..]) * v;
        }

        (sums[0], sums[1], sums[2], sums[3]) = (Vector256.Sum(s0), Vector256.Sum(s1), Vector256.Sum(s2), Vector256.Sum(s3));
        for (; i < b.Length; i++)
        {
            sums[0] += r0[i] * b[i];
            sums[1] += r1[i] * b[i];
            sums[2] += r2[i] * b[i];
            sums[3] += r3[i] * b[i];
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
