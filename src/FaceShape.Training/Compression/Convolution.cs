namespace FaceShape.Training.Compression;

/// <summary>A convolution with its weights in floats.</summary>
/// <param name="Kernel">[outputs, inputs, size, size], last axis fastest.</param>
/// <param name="Bias">One number an output.</param>
/// <param name="Inputs">Channels it takes.</param>
/// <param name="Size">Side of the kernel.</param>
internal sealed record Convolution(float[] Kernel, float[] Bias, int Inputs, int Size)
{
    /// <summary>Channels it gives.</summary>
    public int Outputs => Bias.Length;

    /// <summary>Weights of one output for one input.</summary>
    public ReadOnlySpan<float> Window(int output, int input) => Kernel.AsSpan((output * Inputs + input) * Size * Size, Size * Size);

    /// <summary>The same convolution that gives only some of its channels, in the order given.</summary>
    public Convolution GivingOnly(IReadOnlyList<int> outputs)
    {
        var length = Inputs * Size * Size;
        return this with
        {
            Kernel = [.. outputs.SelectMany(output => new ArraySegment<float>(Kernel, output * length, length))],
            Bias = [.. outputs.Select(output => Bias[output])],
        };
    }
}
