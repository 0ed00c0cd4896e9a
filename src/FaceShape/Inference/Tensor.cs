namespace FaceShape.Inference;

/// <summary>A dense tensor of 32-bit floats in row-major order.</summary>
public sealed class Tensor
{
    /// <summary>Wraps numbers without copying them.</summary>
    /// <param name="shape">Lengths of the axes, outermost first; none is negative.</param>
    /// <param name="data">As many numbers as the shape says.</param>
    /// <exception cref="ArgumentException">The length does not fit the shape.</exception>
    public Tensor(int[] shape, float[] data)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        if (Count(shape) != data.LongLength)
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", shape)}] holds {Count(shape)} numbers, not {data.LongLength}", nameof(data));
        Shape = shape;
        Data = data;
    }

    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Lengths of the axes, outermost first.</param>
    public Tensor(params int[] shape)
        : this(shape, new float[Count(shape)])
    {
    }

    /// <summary>Lengths of the axes, outermost first.</summary>
    public int[] Shape { get; }

    /// <summary>The numbers, last axis fastest.</summary>
    public float[] Data { get; }

    private static long Count(int[] shape)
    {
        long count = 1;
        foreach (var length in shape) count *= length;
        return count;
    }
}
