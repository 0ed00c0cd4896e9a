using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FaceShape.Training.Numerics;

/// <summary>
/// Products of matrices in single precision. Lane count, order and fused multiply-add are fixed, so that sums come out bit for bit the
/// same on every machine.
/// </summary>
internal static class MatrixProduct
{
    /// <summary>Columns of the right factor come in multiples of this.</summary>
    public const int Lanes = 16;

    /// <summary>Rows of the left factor come in multiples of this.</summary>
    public const int RowBlock = 8;

    /// <summary>So many rows of the right factor stay in the first cache while all rows of the left pass over them.</summary>
    public const int DepthBlock = 192;

    /// <summary><c>c += a b</c>.</summary>
    /// <param name="a">The left factor; its element (row, k) lies at <c>row * rowStep + k * depthStep</c>.</param>
    /// <param name="rowStep">See <paramref name="a"/>.</param>
    /// <param name="depthStep">See <paramref name="a"/>; 1 and the other for a matrix as it is, the other way round for its transpose.</param>
    /// <param name="b">The right factor, row by row.</param>
    /// <param name="c">The sum, row by row.</param>
    /// <param name="rows">Rows of <paramref name="c"/>, a multiple of <see cref="RowBlock"/>.</param>
    /// <param name="depth">Rows of <paramref name="b"/>.</param>
    /// <param name="columns">Columns of <paramref name="c"/>, a multiple of <see cref="Lanes"/>.</param>
    public static void Add(
        ReadOnlySpan<float> a, int rowStep, int depthStep, ReadOnlySpan<float> b, Span<float> c, int rows, int depth, int columns)
    {
        if (rows % RowBlock != 0 || columns % Lanes != 0) throw new ArgumentException($"{rows} x {columns} is not in whole blocks");
        ArgumentOutOfRangeException.ThrowIfLessThan(a.Length, (rows - 1) * rowStep + (depth - 1) * depthStep + 1, nameof(a));
        ArgumentOutOfRangeException.ThrowIfLessThan(b.Length, depth * columns, nameof(b));
        ArgumentOutOfRangeException.ThrowIfLessThan(c.Length, rows * columns, nameof(c));
        ref var pa = ref MemoryMarshal.GetReference(a);
        ref var pb = ref MemoryMarshal.GetReference(b);
        ref var pc = ref MemoryMarshal.GetReference(c);
        for (var k = 0; k < depth; k += DepthBlock)
        {
            var count = Math.Min(DepthBlock, depth - k);
            for (var row = 0; row < rows; row += RowBlock)
            {
                ref var left = ref Unsafe.Add(ref pa, row * rowStep + k * depthStep);
                var column = 0;
                for (; column + 2 * Lanes <= columns; column += 2 * Lanes)
                    Wide(ref left, rowStep, depthStep, ref Unsafe.Add(ref pb, k * columns + column), ref Unsafe.Add(ref pc, row * columns + column), columns, count);
                if (column < columns)
                    Narrow(ref left, rowStep, depthStep, ref Unsafe.Add(ref pb, k * columns + column), ref Unsafe.Add(ref pc, row * columns + column), columns, count);
            }
        }
    }

    /// <summary>The transpose of a matrix.</summary>
    public static void Transpose(ReadOnlySpan<float> matrix, int rows, int columns, Span<float> transposed)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) transposed[column * rows + row] = matrix[row * columns + column];
        }
    }

    // Eight rows times 32 columns: 16 sums, which stay in registers.
    private static void Wide(ref float a, int rowStep, int depthStep, ref float b, ref float c, int columns, int depth)
    {
        ref var c1 = ref Unsafe.Add(ref c, columns);
        ref var c2 = ref Unsafe.Add(ref c, 2 * columns);
        ref var c3 = ref Unsafe.Add(ref c, 3 * columns);
        ref var c4 = ref Unsafe.Add(ref c, 4 * columns);
        ref var c5 = ref Unsafe.Add(ref c, 5 * columns);
        ref var c6 = ref Unsafe.Add(ref c, 6 * columns);
        ref var c7 = ref Unsafe.Add(ref c, 7 * columns);
        Vector512<float> s0 = Vector512.LoadUnsafe(ref c), t0 = Vector512.LoadUnsafe(ref c, Lanes);
        Vector512<float> s1 = Vector512.LoadUnsafe(ref c1), t1 = Vector512.LoadUnsafe(ref c1, Lanes);
        Vector512<float> s2 = Vector512.LoadUnsafe(ref c2), t2 = Vector512.LoadUnsafe(ref c2, Lanes);
        Vector512<float> s3 = Vector512.LoadUnsafe(ref c3), t3 = Vector512.LoadUnsafe(ref c3, Lanes);
        Vector512<float> s4 = Vector512.LoadUnsafe(ref c4), t4 = Vector512.LoadUnsafe(ref c4, Lanes);
        Vector512<float> s5 = Vector512.LoadUnsafe(ref c5), t5 = Vector512.LoadUnsafe(ref c5, Lanes);
        Vector512<float> s6 = Vector512.LoadUnsafe(ref c6), t6 = Vector512.LoadUnsafe(ref c6, Lanes);
        Vector512<float> s7 = Vector512.LoadUnsafe(ref c7), t7 = Vector512.LoadUnsafe(ref c7, Lanes);
        for (var k = 0; k < depth; k++)
        {
            Vector512<float> b0 = Vector512.LoadUnsafe(ref b), b1 = Vector512.LoadUnsafe(ref b, Lanes);
            var x = Vector512.Create(a);
            (s0, t0) = (Vector512.FusedMultiplyAdd(x, b0, s0), Vector512.FusedMultiplyAdd(x, b1, t0));
            x = Vector512.Create(Unsafe.Add(ref a, rowStep));
            (s1, t1) = (Vector512.FusedMultiplyAdd(x, b0, s1), Vector512.FusedMultiplyAdd(x, b1, t1));
            x = Vector512.Create(Unsafe.Add(ref a, 2 * rowStep));
            (s2, t2) = (Vector512.FusedMultiplyAdd(x, b0, s2), Vector512.FusedMultiplyAdd(x, b1, t2));
            x = Vector512.Create(Unsafe.Add(ref a, 3 * rowStep));
            (s3, t3) = (Vector512.FusedMultiplyAdd(x, b0, s3), Vector512.FusedMultiplyAdd(x, b1, t3));
            x = Vector512.Create(Unsafe.Add(ref a, 4 * rowStep));
            (s4, t4) = (Vector512.FusedMultiplyAdd(x, b0, s4), Vector512.FusedMultiplyAdd(x, b1, t4));
            x = Vector512.Create(Unsafe.Add(ref a, 5 * rowStep));
            (s5, t5) = (Vector512.FusedMultiplyAdd(x, b0, s5), Vector512.FusedMultiplyAdd(x, b1, t5));
            x = Vector512.Create(Unsafe.Add(ref a, 6 * rowStep));
            (s6, t6) = (Vector512.FusedMultiplyAdd(x, b0, s6), Vector512.FusedMultiplyAdd(x, b1, t6));
            x = Vector512.Create(Unsafe.Add(ref a, 7 * rowStep));
            (s7, t7) = (Vector512.FusedMultiplyAdd(x, b0, s7), Vector512.FusedMultiplyAdd(x, b1, t7));
            a = ref Unsafe.Add(ref a, depthStep);
            b = ref Unsafe.Add(ref b, columns);
        }

        Store(s0, t0, ref c);
        Store(s1, t1, ref c1);
        Store(s2, t2, ref c2);
        Store(s3, t3, ref c3);
        Store(s4, t4, ref c4);
        Store(s5, t5, ref c5);
        Store(s6, t6, ref c6);
        Store(s7, t7, ref c7);
    }

    // Eight rows times 16 columns.
    private static void Narrow(ref float a, int rowStep, int depthStep, ref float b, ref float c, int columns, int depth)
    {
        var s0 = Vector512.LoadUnsafe(ref c);
        var s1 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, columns));
        var s2 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 2 * columns));
        var s3 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 3 * columns));
        var s4 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 4 * columns));
        var s5 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 5 * columns));
        var s6 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 6 * columns));
        var s7 = Vector512.LoadUnsafe(ref Unsafe.Add(ref c, 7 * columns));
        for (var k = 0; k < depth; k++)
        {
            var row = Vector512.LoadUnsafe(ref b);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a), row, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, rowStep)), row, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 2 * rowStep)), row, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 3 * rowStep)), row, s3);
            s4 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 4 * rowStep)), row, s4);
            s5 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 5 * rowStep)), row, s5);
            s6 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 6 * rowStep)), row, s6);
            s7 = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 7 * rowStep)), row, s7);
            a = ref Unsafe.Add(ref a, depthStep);
            b = ref Unsafe.Add(ref b, columns);
        }

        s0.StoreUnsafe(ref c);
        s1.StoreUnsafe(ref Unsafe.Add(ref c, columns));
        s2.StoreUnsafe(ref Unsafe.Add(ref c, 2 * columns));
        s3.StoreUnsafe(ref Unsafe.Add(ref c, 3 * columns));
        s4.StoreUnsafe(ref Unsafe.Add(ref c, 4 * columns));
        s5.StoreUnsafe(ref Unsafe.Add(ref c, 5 * columns));
        s6.StoreUnsafe(ref Unsafe.Add(ref c, 6 * columns));
        s7.StoreUnsafe(ref Unsafe.Add(ref c, 7 * columns));
    }

    private static void Store(Vector512<float> left, Vector512<float> right, ref float c)
    {
        left.StoreUnsafe(ref c);
        right.StoreUnsafe(ref c, Lanes);
    }
}
