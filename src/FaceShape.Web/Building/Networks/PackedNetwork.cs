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
/// it has, channels, floats beside each other of a channel, the least whole number, products of the <see cref="MinimalFilter"/> that
/// turns them (0 where none does); steps, bases, and that filter's matrix, floats. Then the whole numbers of all tensors, a byte each,
/// and what else is in the file.
/// </remarks>
internal static class PackedNetwork
{
    /// <summary>Of such files.</summary>
    public const string Extension = ".fsn";

    // Shorter ones would not pay for their entry.
    private const int ShortTensor = 256;

    /// <summary>How such a file begins.</summary>
    public static ReadOnlySpan<byte> Magic => "FSN2"u8;

    /// <summary>Packs a network.</summary>
    /// <param name="name">For messages.</param>
    /// <param name="onnx">The ONNX file.</param>
    /// <exception cref="SiteException">ONNX Runtime cannot read it, or is not there.</exception>
    public static byte[] Of(string name, byte[] onnx)
    {
        try
        {
            var (replaced, turned) = WinogradConvolutions.Replace(FreeLengths.Simplify(name, onnx));
            return Pack(OrtFile.InOrder(OnnxModel.Optimize(name, replaced)), turned);
        }
        catch (Exception error) when (error is ModelException or NativeLibraryException)
        {
            throw new SiteException($"{name} could not be packed: {error.Message}");
        }
    }

    /// <summary>Packs a file in ORT format.</summary>
    /// <param name="file">The file.</param>
    /// <param name="turned">Weights that were turned, by their names in the file.</param>
    internal static byte[] Pack(byte[] file, IReadOnlyDictionary<string, FilteredWeights> turned)
    {
        List<(OrtTensor Tensor, WholeWeights Weights, MinimalFilter? Filter)> packed = [];
        foreach (var tensor in OrtFile.Floats(file).Where(tensor => tensor.Count >= ShortTensor))
        {
            var original = turned.GetValueOrDefault(tensor.Name);
            var found = original is null
                ? WholeWeights.Find(MemoryMarshal.Cast<byte, float>(Bytes(file, tensor)), tensor.Shape)
                : WholeWeights.Along(original.Values, original.Channels, original.Run);
            if (found is { } weights) packed.Add((tensor, weights, original?.Filter));
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Magic);
        writer.Write(file.Length);
        writer.Write(packed.Count);
        foreach (var (tensor, weights, filter) in packed)
        {
            foreach (var number in (int[])[tensor.At, tensor.Count, weights.Steps.Length, weights.Run, weights.Lowest, filter?.Products ?? 0]) writer.Write(number);
            foreach (var floats in (float[][])[weights.Steps, weights.Bases, filter?.Filter ?? []]) writer.Write(MemoryMarshal.AsBytes(floats.AsSpan()));
        }

        foreach (var (_, weights, _) in packed) writer.Write(weights.Levels);
        var from = 0;
        foreach (var (tensor, _, _) in packed)
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
