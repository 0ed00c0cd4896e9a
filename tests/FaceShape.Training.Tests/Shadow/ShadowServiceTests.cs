using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using FaceShape.Inference;
using FaceShape.Shared.Onnx;
using FaceShape.Testing;
using FaceShape.Training.Shadow;
using Google.Protobuf;

namespace FaceShape.Training.Tests.Shadow;

/// <summary>The shipped models against themselves with the weights of trunk and classifier cut down to a few values.</summary>
public sealed class ShadowServiceTests : IDisposable
{
    private const int Photos = 120;
    private readonly string crippled = Directory.CreateTempSubdirectory("faceshape-crippled-").FullName;

    public void Dispose() => Directory.Delete(crippled, recursive: true);

    [Fact]
    public async Task A_challenger_that_is_quantized_too_hard_is_stopped_and_as_champion_gives_way_to_the_whole_one()
    {
        var folder = Repository.Shared("data", "faces", "b");
        var whole = Repository.Path("models");
        Cripple(whole);

        async Task<Verdict> CompareAsync(string champion, string challenger)
        {
            var service = new ShadowService(new(champion, Pipeline.Light), new(challenger, Pipeline.Light), whole);
            var report = await service.CompareAsync(
                [folder], Photos, mirrored: false, seed: 1, threads: 1, progress: null, TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(report.ToMarkdown());
            return report.Verdict;
        }

        Assert.Equal(Verdict.Stop, await CompareAsync(whole, crippled));
        Assert.Equal(Verdict.Promote, await CompareAsync(crippled, whole));
    }

    /// <summary>Copies the models; each weight of trunk and classifier becomes the nearest of a few.</summary>
    private void Cripple(string models)
    {
        var catalogue = JsonNode.Parse(File.ReadAllText(Path.Combine(models, "models.json")))!;
        foreach (var entry in catalogue["models"]!.AsArray())
        {
            var file = (string)entry!["file"]!;
            var bytes = File.ReadAllBytes(Path.Combine(models, file));
            if ((string)entry["name"]! is ModelNames.LightClassifiers or ModelNames.DescriptorTrunk)
            {
                bytes = Cripple(bytes);
                entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
                entry["bytes"] = bytes.Length;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(crippled, file))!);
            File.WriteAllBytes(Path.Combine(crippled, file), bytes);
        }

        File.WriteAllText(Path.Combine(crippled, "models.json"), catalogue.ToJsonString());
    }

    private static byte[] Cripple(byte[] model)
    {
        var parsed = ModelProto.Parser.ParseFrom(model);
        foreach (var tensor in parsed.Graph.Initializer.Where(tensor => tensor.Dims.Count >= 2 && tensor.RawData.Length >= 1024))
        {
            if (tensor.DataType == (int)TensorProto.Types.DataType.Float)
            {
                var weights = MemoryMarshal.Cast<byte, float>(tensor.RawData.ToByteArray()).ToArray();
                var most = weights.Max(Math.Abs);
                tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([.. weights.Select(weight => most * MathF.Round(weight / most))]));
            }
            else
            {
                // Eight bits already: their upper ones alone are kept.
                tensor.RawData = ByteString.CopyFrom([.. tensor.RawData.Select(weight => (byte)(weight & 0xC0))]);
            }
        }

        return parsed.ToByteArray();
    }
}
