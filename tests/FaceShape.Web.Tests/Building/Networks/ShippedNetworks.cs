using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Native.Runtime;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Building.Networks;

/// <summary>The networks of the repository, and something to run them on.</summary>
internal static class ShippedNetworks
{
    // Where a length is free.
    private const int Free = 128;

    public static byte[] Onnx(string name) =>
        File.ReadAllBytes(Repository.Path("models", CatalogueFile.Read(Repository.Path("models")).Find(name).File));

    /// <summary>Noise for every input of a network.</summary>
    public static Tensor[] Noise(OnnxModel model, Random random, int free = Free) =>
        [.. model.Inputs.Select(port => Noise(random, [.. port.Shape.Select(length => length < 1 ? free : length)]))];

    private static Tensor Noise(Random random, int[] shape)
    {
        var noise = new Tensor(shape);
        for (var i = 0; i < noise.Data.Length; i++) noise.Data[i] = random.NextSingle();
        return noise;
    }
}
