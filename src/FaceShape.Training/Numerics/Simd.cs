using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FaceShape.Training.Numerics;

/// <summary>
/// Inner loops over rows of floats. Lane count and fused multiply-add are fixed, so that sums come out bit for bit
/// the same on every machine.
/// </summary>
internal static class Simd
{
    /// <summary>Rows whose length is a multiple of this have no tail.</summary>
    public const int Lanes = 8;

    /// <summary>The next multiple of <see cref="Lanes"/>.</summary>
    public static int Align(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Squared Euclidean distance of two rows of any one length.</summary>
    public static float SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        var sums = Vector256<float>.Zero;
        var whole = a.Length / Lanes * Lanes;
        for (var i = 0; i < whole; i += Lanes)
        {
            var difference = Vector256.Create(a[i..]) - Vector256.Create(b[i..]);
            sums = Vector256.FusedMultiplyAdd(difference, difference, sums);
        }

        var sum = Vector256.Sum(sums);
        for (var i = whole; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    /// <summary>Dot products of one row with four, all of an aligned length.</summary>
    public static void Dot4(ReadOnlySpan<float> x, ReadOnlySpan<float> rows, int stride, Span<float> dots)
    {
        ref var px = ref MemoryMarshal.GetReference(x);
        ref var p = ref MemoryMarshal.GetReference(rows[..(3 * stride + x.Length)]);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nuint i = 0; i < (nuint)x.Length; i += Lanes)
        {
            var v = Vector256.LoadUnsafe(ref px, i);
            s0 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref p, i), s0);
            s1 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref p, i + (nuint)stride), s1);
            s2 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref p, i + 2 * (nuint)stride), s2);
            s3 = Vector256.FusedMultiplyAdd(v, Vector256.LoadUnsafe(ref p, i + 3 * (nuint)stride), s3);
        }

        dots[3] = Vector256.Sum(s3);
        dots[2] = Vector256.Sum(s2);
        dots[1] = Vector256.Sum(s1);
        dots[0] = Vector256.Sum(s0);
    }

    /// <summary>Dot product of two rows of one aligned length.</summary>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var sums = Vector256<float>.Zero;
        for (var i = 0; i < x.Length; i += Lanes) sums = Vector256.FusedMultiplyAdd(Vector256.Create(x[i..]), Vector256.Create(y[i..]), sums);
        return Vector256.Sum(sums);
    }

    /// <summary><c>y += a0 x0 + a1 x1 + a2 x2 + a3 x3</c>, four neighbouring rows of an aligned length.</summary>
    public static void Add4(Span<float> y, ReadOnlySpan<float> a, ReadOnlySpan<float> rows, int stride)
    {
        ref var py = ref MemoryMarshal.GetReference(y);
        ref var p = ref MemoryMarshal.GetReference(rows[..(3 * stride + y.Length)]);
        Vector256<float> a0 = Vector256.Create(a[0]), a1 = Vector256.Create(a[1]), a2 = Vector256.Create(a[2]), a3 = Vector256.Create(a[3]);
        for (nuint i = 0; i < (nuint)y.Length; i += Lanes)
        {
            var sum = Vector256.LoadUnsafe(ref py, i);
            sum = Vector256.FusedMultiplyAdd(a0, Vector256.LoadUnsafe(ref p, i), sum);
            sum = Vector256.FusedMultiplyAdd(a1, Vector256.LoadUnsafe(ref p, i + (nuint)stride), sum);
            sum = Vector256.FusedMultiplyAdd(a2, Vector256.LoadUnsafe(ref p, i + 2 * (nuint)stride), sum);
            sum = Vector256.FusedMultiplyAdd(a3, Vector256.LoadUnsafe(ref p, i + 3 * (nuint)stride), sum);
            sum.StoreUnsafe(ref py, i);
        }
    }

    /// <summary><c>y += a x</c> over rows of one aligned length.</summary>
    public static void Add(Span<float> y, float a, ReadOnlySpan<float> x)
    {
        var factor = Vector256.Create(a);
        for (var i = 0; i < y.Length; i += Lanes)
            Vector256.FusedMultiplyAdd(factor, Vector256.Create(x[i..]), Vector256.Create<float>(y[i..])).CopyTo(y[i..]);
    }

    /// <summary>Sets what is negative to 0.</summary>
    public static void Rectify(Span<float> x)
    {
        var i = 0;
        for (; i + Lanes <= x.Length; i += Lanes) Vector256.Max(Vector256.Create<float>(x[i..]), Vector256<float>.Zero).CopyTo(x[i..]);
        for (; i < x.Length; i++) x[i] = Math.Max(x[i], 0);
    }

    /// <summary>Keeps of <paramref name="x"/> what stands where <paramref name="units"/> are positive.</summary>
    public static void KeepWherePositive(Span<float> x, ReadOnlySpan<float> units)
    {
        var i = 0;
        for (; i + Lanes <= x.Length; i += Lanes)
        {
            var positive = Vector256.GreaterThan(Vector256.Create(units[i..]), Vector256<float>.Zero);
            (Vector256.Create<float>(x[i..]) & positive).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++) x[i] = units[i] > 0 ? x[i] : 0;
    }

    /// <summary><c>y = (h - mean) * scale</c> for numbers stored as halves, whose means and scales take turns.</summary>
    public static void Standardize(Span<float> y, ReadOnlySpan<Half> numbers, ReadOnlySpan<float> means, ReadOnlySpan<float> scales)
    {
        // A half's bits, moved to where a float has exponent and mantissa, are the number times 2^-112.
        var unit = Vector256.Create(BitConverter.Int32BitsToSingle((127 + 112) << 23));
        ref var bits = ref System.Runtime.CompilerServices.Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(numbers[..y.Length]));
        for (var i = 0; i < y.Length; i += means.Length)
        {
            for (var j = 0; j < means.Length; j += Lanes)
            {
                var wide = Vector256.WidenLower(Vector128.LoadUnsafe(ref bits, (nuint)(i + j)).ToVector256Unsafe());
                var sign = (wide & Vector256.Create(0x8000u)) << 16;
                var number = (((wide & Vector256.Create(0x7FFFu)) << 13) | sign).AsSingle() * unit;
                ((number - Vector256.Create(means[j..])) * Vector256.Create(scales[j..])).CopyTo(y[(i + j)..]);
            }
        }
    }
}
