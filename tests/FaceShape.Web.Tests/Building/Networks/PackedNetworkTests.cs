using System.Diagnostics;
using FaceShape.Detection;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Building.Networks;

namespace FaceShape.Web.Tests.Building.Networks;

public sealed class PackedNetworkTests
{
    public static TheoryData<string> Networks => [.. ModelNames.AllLight];

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Unpacked_by_the_script_of_the_page_it_gives_what_the_model_gives(string name)
    {
        var onnx = ShippedNetworks.Onnx(name);
        using var model = OnnxModel.Open(name, onnx, threads: 1);
        using var unpacked = OnnxModel.Open(name, await UnpackAsync(PackedNetwork.Of(name, onnx)), threads: 1);
        Assert.Equal(model.Inputs.Select(port => port.Name), unpacked.Inputs.Select(port => port.Name));

        await GivesWhatTheModelGivesAsync(model, unpacked, ShippedNetworks.Noise(model, new Random(1)));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(96)]
    [InlineData(BlazeFace.TrainedSize)]
    public async Task What_is_packed_with_one_length_in_view_takes_any(int side)
    {
        var onnx = ShippedNetworks.Onnx(ModelNames.BlazeFace);
        using var model = OnnxModel.Open(ModelNames.BlazeFace, onnx, threads: 1);
        var packed = PackedNetwork.Of(ModelNames.BlazeFace, onnx);
        using var unpacked = OnnxModel.Open(ModelNames.BlazeFace, await UnpackAsync(packed), threads: 1);

        await GivesWhatTheModelGivesAsync(model, unpacked, ShippedNetworks.Noise(model, new Random(side), side));
        // Nothing is left to add after the convolutions.
        Assert.Equal(-1, packed.AsSpan().IndexOf(":Add:"u8));
    }

    private static async Task GivesWhatTheModelGivesAsync(OnnxModel model, OnnxModel unpacked, Tensor[] inputs)
    {

        var expected = await model.RunAsync(inputs, TestContext.Current.CancellationToken);
        var actual = await unpacked.RunAsync(inputs, TestContext.Current.CancellationToken);

        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Shape, other.Shape);
            var tolerance = 1e-4 * Math.Max(1, one.Data.Max(Math.Abs));
            Assert.All(one.Data.Zip(other.Data), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_same_model_is_packed_into_the_same_bytes(string name) =>
        Assert.Equal(PackedNetwork.Of(name, ShippedNetworks.Onnx(name)), PackedNetwork.Of(name, ShippedNetworks.Onnx(name)));

    [Fact]
    public void The_large_networks_take_little_more_room_than_the_models() =>
        Assert.All([ModelNames.FaceMesh, ModelNames.DescriptorTrunk, ModelNames.LightClassifiers], name =>
            Assert.InRange(PackedNetwork.Of(name, ShippedNetworks.Onnx(name)).Length, 0, 1.2 * ShippedNetworks.Onnx(name).Length));

    [Fact]
    public void What_is_no_network_is_named()
    {
        var error = Assert.Throws<SiteException>(() => PackedNetwork.Of("facemesh", [1, 2, 3]));
        Assert.Contains("facemesh", error.Message, StringComparison.Ordinal);
        Assert.Throws<SiteException>(() => PackedNetwork.Pack(ShippedNetworks.Onnx(ModelNames.FaceOutline), new Dictionary<string, FilteredWeights>()));
    }

    private static async Task<byte[]> UnpackAsync(byte[] packed)
    {
        var folder = Directory.CreateTempSubdirectory("faceshape");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(At("packed"), packed);
            await File.WriteAllTextAsync(At("run.mjs"), """
                import { readFileSync, writeFileSync } from 'node:fs';
                import { isPacked, unpack } from './packed-network.mjs';
                const packed = new Uint8Array(readFileSync(new URL('packed', import.meta.url)));
                if (!isPacked(packed) || isPacked(packed.subarray(1))) throw new Error('not known as packed');
                writeFileSync(new URL('unpacked', import.meta.url), unpack(packed));
                """);
            await RunAsync(Repository.Npm("esbuild", "bin", "esbuild"),
                Repository.Path("src", "FaceShape.Web", "client", "worker", "packed-network.ts"), "--format=esm", $"--outfile={At("packed-network.mjs")}", "--log-level=error");
            await RunAsync("node", At("run.mjs"));
            return await File.ReadAllBytesAsync(At("unpacked"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}
