using System.Runtime.InteropServices;

namespace FaceShape.Training.Conversion;

/// <summary>How the bytes of a weight tensor stand for numbers: <c>number = byte * Scale + Minimum</c>.</summary>
internal sealed record WeightQuantization(double Scale, double Minimum);

/// <summary>In what width the elements of a weight tensor are stored.</summary>
internal enum WeightStorage
{
    /// <summary>32-bit numbers.</summary>
    Full,

    /// <summary>16-bit floats.</summary>
    Half,

    /// <summary>Bytes, see <see cref="WeightQuantization"/>.</summary>
    Byte,
}

/// <summary>One tensor of a TensorFlow.js weights file.</summary>
/// <param name="Name">Name in the manifest.</param>
/// <param name="Type">What its elements are: <c>float32</c> or <c>int32</c>.</param>
/// <param name="Shape">Lengths of the axes, outermost first; none for a scalar.</param>
/// <param name="Quantization">How bytes stand for numbers; null where the data are numbers themselves.</param>
/// <param name="Data">The elements as stored, last axis fastest.</param>
/// <param name="IsHalf">Whether those numbers are 16-bit floats instead of 32-bit numbers.</param>
internal sealed record WeightTensor(
    string Name, string Type, int[] Shape, WeightQuantization? Quantization, ReadOnlyMemory<byte> Data, bool IsHalf = false)
{
    /// <summary>How the elements are stored.</summary>
    public WeightStorage Storage => Quantization is not null ? WeightStorage.Byte : IsHalf ? WeightStorage.Half : WeightStorage.Full;

    /// <summary>The elements as the floats that TensorFlow.js makes of them.</summary>
    public float[] ToFloats() => Quantization is { } quantization
        ? [.. Data.ToArray().Select(value => (float)(value * quantization.Scale + quantization.Minimum))]
        : IsHalf ? [.. ToHalves().Select(value => (float)value)]
        : MemoryMarshal.Cast<byte, float>(Data.Span).ToArray();

    /// <summary>The elements of a tensor of 16-bit floats.</summary>
    public Half[] ToHalves() => MemoryMarshal.Cast<byte, Half>(Data.Span).ToArray();

    /// <summary>The elements of a tensor of 32-bit integers.</summary>
    public int[] ToIntegers() => MemoryMarshal.Cast<byte, int>(Data.Span).ToArray();

    /// <summary>The same elements in another shape.</summary>
    public WeightTensor Reshape(params int[] shape) => this with { Shape = shape };

    /// <summary>The tensor with its axes in another order: new axis <c>i</c> is the old axis <c>axes[i]</c>.</summary>
    public WeightTensor Transpose(params int[] axes)
    {
        var size = Storage switch { WeightStorage.Byte => 1, WeightStorage.Half => 2, _ => sizeof(float) };
        int[] shape = [.. axes.Select(axis => Shape[axis])];
        int[] strides = [.. axes.Select(Stride)];
        var source = Data.Span;
        var result = new byte[Data.Length];
        var index = new int[axes.Length];
        for (int target = 0, from = 0; target < result.Length; target += size)
        {
            source.Slice(from * size, size).CopyTo(result.AsSpan(target));
            from += Advance(index, shape, strides);
        }

        return this with { Shape = shape, Data = result };
    }

    /// <summary>Counts the index up by one element and says by how much the source's offset moves.</summary>
    private static int Advance(int[] index, int[] shape, int[] strides)
    {
        var move = 0;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            move += strides[axis];
            if (++index[axis] < shape[axis]) return move;
            move -= shape[axis] * strides[axis];
            index[axis] = 0;
        }

        return move;
    }

    private int Stride(int axis)
    {
        var stride = 1;
        for (var inner = axis + 1; inner < Shape.Length; inner++) stride *= Shape[inner];
        return stride;
    }
}
