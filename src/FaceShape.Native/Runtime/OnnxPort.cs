namespace FaceShape.Native.Runtime;

/// <summary>A port of a session as the runtime describes it.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="IsFloat">Whether it is a tensor of 32-bit floats.</param>
/// <param name="Shape">Lengths of the axes, -1 where free.</param>
internal sealed record OnnxPort(string Name, bool IsFloat, int[] Shape)
{
    /// <summary>ONNX's number for 32-bit floats.</summary>
    public const int Float32 = 1;
}
