using System.Runtime.InteropServices;
using FaceShape.Inference;
using FaceShape.Native;
using FaceShape.Native.Runtime;

namespace FaceShape.Web.Building.Networks;

/// <summary>
/// A network as pages open it: in ONNX Runtime's own format, in which nothing is left to work out, but with weights as whole numbers, so
/// that it takes no more room than the ONNX file. <c>client/worker/packed-network.ts</c> unpacks it.
/// </summary>
/// <remarks>
/// Little-endian. <see cref="Magic"/>; length of the file in ORT format; number of tensors; of each where it lies there, how many floats
/// it has, channels, floats beside each other of a channel, the least whole number; steps and bases, floats. Then the whole numbers of
/// all tensors, a byte each, and what else is in the file.
/// </remarks>
internal static class PackedNetwork
{
    /// <summary>Of such files.</summary>
    public const string Extension = ".fsn";

    // Shorter ones would not pay for their entry.
    private const int ShortTensor = 256;

    /// <summary>How such a file begins.</summary>
    public static ReadOnlySpan<byte> Magic => "FSN1"u8;

    /// <summary>Packs a network.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="onnx">The ONNX file.</param>
    /// <exception cref="SiteException">ONNX Runtime cannot read it, or is not there.</exception>
    public static byte[] Of(string name, byte[] onnx)
    {
        try
        {
            return Pack(OrtFile.InOrder(OnnxModel.Optimize(name, onnx)));
        }
        catch (Exception error) when (error is ModelException or NativeLibraryException)
        {
            throw new SiteException($"{name} could not be packed: {error.Message}");
        }
    }

    /// <summary>Packs a file in ORT format.</summary>
    internal static byte[] Pack(byte[] file)
    {
        List<(OrtTensor Tensor, WholeWeights Weights)> packed = [];
        foreach (var tensor in OrtFile.Floats(file).Where(tensor => tensor.Count >= ShortTensor))
        {
            if (WholeWeights.Find(MemoryMarshal.Cast<byte, float>(Bytes(file, tensor)), tensor.Shape) is { } weights) packed.Add((tensor, weights));
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(file.Length);
        writer.Write(packed.Count);
        foreach (var (tensor, weights) in packed)
        {
            foreach (var number in (int[])[tensor.At, tensor.Count, weights.Steps.Length, weights.Run, weights.Lowest]) writer.Write(number);
            writer.Write(MemoryMarshal.AsBytes(weights.Steps.AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(weights.Bases.AsSpan()));
        }

        foreach (var (_, weights) in packed) writer.Write(weights.Levels);
        var from = 0;
        foreach (var (tensor, _) in packed)
        {
            writer.Write(file.AsSpan(from..tensor.At));
            from = tensor.At + tensor.Count * sizeof(float);
        }

        writer.Write(file.AsSpan(from));
        writer.Flush();
        return stream.ToArray();
    }

    private static Span<byte> Bytes(byte[] file, OrtTensor tensor) => file.AsSpan(tensor.At, tensor.Count * sizeof(float));
}
