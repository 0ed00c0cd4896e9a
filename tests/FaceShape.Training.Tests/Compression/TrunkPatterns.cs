using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Compression;

/// <summary>What tests of the trunk show it, and how they compare maps.</summary>
internal static class TrunkPatterns
{
    /// <summary>Smooth blobs of many sizes: the network sees edges and shades as in a photo.</summary>
    public static Tensor Face(int seed)
    {
        var random = new Random(seed);
        var face = new Tensor([1, 3, 150, 150]);
        for (var blob = 0; blob < 40; blob++)
        {
            double x = random.Next(150), y = random.Next(150), size = random.Next(4, 40);
            for (var channel = 0; channel < 3; channel++)
            {
                var height = random.NextSingle() - 0.5f;
                for (var i = 0; i < 150 * 150; i++)
                {
                    var (dx, dy) = ((i % 150 - x) / size, (i / 150 - y) / size);
                    face.Data[channel * 150 * 150 + i] += height * (float)Math.Exp(-dx * dx - dy * dy);
                }
            }
        }

        // No pixel is darker than black or brighter than white.
        for (var i = 0; i < face.Data.Length; i++) face.Data[i] = Math.Clamp(face.Data[i], -0.4f, 0.5f);
        return face;
    }

    /// <summary>How far two trunks' maps are apart, as a share of the first's length.</summary>
    public static async Task<double> DifferenceAsync(byte[] one, byte[] other, Tensor face)
    {
        using var first = OnnxModel.Open("one", one, threads: 1);
        using var second = OnnxModel.Open("other", other, threads: 1);
        var a = (await first.RunAsync([face], TestContext.Current.CancellationToken))[0].Data;
        var b = (await second.RunAsync([face], TestContext.Current.CancellationToken))[0].Data;
        return Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum() / a.Sum(x => (double)x * x));
    }

    public static WeightsManifest Weights() =>
        WeightsManifest.Read(Repository.Npm("@vladmandic", "face-api", "model"), ModelNames.FaceRecognitionNet);
}
