using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FaceShape.Inference;
using FaceShape.Native.Models;
using FaceShape.Shared.Onnx;
using FaceShape.Testing;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Conversion;

public class ConvertedModelTests
{
    public static TheoryData<string> Names => [.. ConvertedModel.All.Select(model => model.Name)];

    public static TheoryData<string> FaceApiNames => [.. FaceApiModel.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_are_those_of_the_catalogue(string name)
    {
        var entry = CatalogueFile.Read(Repository.Path("models")).Find(name);

        var bytes = Build(name);

        Assert.Equal(entry.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(entry.Bytes, bytes.Length);
    }

    [Theory]
    [InlineData(ModelNames.SsdMobileNetV1, 5_700_000)]
    [InlineData(ModelNames.FaceLandmark68Net, 400_000)]
    [InlineData(ModelNames.FaceRecognitionNet, 6_500_000)]
    [InlineData(ModelNames.DescriptorTrunk, 1_300_000)]
    [InlineData(ModelNames.DescriptorRest, 4_500_000)]
    [InlineData(ModelNames.BlazeFace, 200_000)]
    [InlineData(ModelNames.FaceMesh, 660_000)]
    public void A_file_is_as_small_as_its_weights(string name, int most) => Assert.InRange(Build(name).Length, most / 2, most);

    [Theory]
    [MemberData(nameof(Names))]
    public void Building_twice_gives_the_same_bytes(string name) => Assert.Equal(Build(name), Build(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Ports_are_those_that_the_catalogue_names(string name)
    {
        var entry = CatalogueFile.Read(Repository.Path("models")).Find(name);

        var graph = Parse(name);

        Assert.Equal(entry.Inputs.Select(Describe), graph.Input.Select(Describe));
        Assert.Equal(entry.Outputs.Select(Describe), graph.Output.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(FaceApiNames))]
    public void Every_weight_of_the_network_is_kept_to_the_bit(string name)
    {
        var constants = ParseWhole(name).Initializer.ToDictionary(constant => constant.Name);
        foreach (var tensor in Weights(name).Tensors)
        {
            if (IsLeftOut(tensor.Name) || !IsPartOf(name, tensor.Name)) continue;

            var written = constants[tensor.Name];
            var isKernel = tensor.Shape.Length == 4;
            if (tensor.Quantization is null || written.DataType == OnnxGraph.FloatType)
            {
                var floats = MemoryMarshal.Cast<byte, float>(written.RawData.Span).ToArray();
                Assert.Equal(isKernel ? Reorder(tensor.ToFloats(), tensor) : tensor.ToFloats(), floats);
                continue;
            }

            var stored = tensor.Data.ToArray();
            Assert.Equal(isKernel ? Reorder(stored, tensor) : stored, written.RawData.ToByteArray());
            Assert.Equal(tensor.Quantization.Scale, Scalar(constants[$"{tensor.Name}/scale"]));
            Assert.Equal(tensor.Quantization.Minimum, Scalar(constants[$"{tensor.Name}/minimum"]));
        }
    }

    [Fact]
    public void Anchors_of_the_detector_come_cell_by_cell()
    {
        var anchors = SsdMobileNetV1Graph.AnchorBoxes(Weights(ModelNames.SsdMobileNetV1));

        Assert.Equal(5118 * 4, anchors.Length);
        for (var cell = 0; cell < 32 * 32; cell++)
        {
            for (var anchor = cell * 3; anchor < cell * 3 + 3; anchor++)
            {
                Assert.Equal((cell / 32 + 0.5) / 32, (anchors[anchor * 4] + anchors[anchor * 4 + 2]) / 2, 1e-5);
                Assert.Equal((cell % 32 + 0.5) / 32, (anchors[anchor * 4 + 1] + anchors[anchor * 4 + 3]) / 2, 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_checker_of_onnx_accepts_the_file(string name)
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python) && await Run(Python, "-c", "import onnx") == "", "python3-onnx is not installed");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["net.onnx"], Build(name), TestContext.Current.CancellationToken);
        const string Script = """
            import onnx, sys
            model = onnx.load(sys.argv[1])
            onnx.checker.check_model(model, full_check=True)
            onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
            """;

        Assert.Equal("", await Run(Python, "-c", Script, folder["net.onnx"]));
    }

    /// <summary>Constants of TensorFlow's own pre- and post-processing, and the anchors: the reading in C# has these.</summary>
    private static bool IsLeftOut(string tensor) =>
        tensor.StartsWith("Preprocessor/", StringComparison.Ordinal) || tensor.StartsWith("Postprocessor/", StringComparison.Ordinal)
        || tensor.Contains("stack", StringComparison.Ordinal) || tensor is "concat_1/axis" or "Output/extra_dim";

    /// <summary>TensorFlow's [height, width, in, out] as ONNX's [out, in, height, width]; a depthwise kernel's channels come first.</summary>
    private static T[] Reorder<T>(T[] source, WeightTensor tensor)
    {
        var (height, width, inputs, outputs) = (tensor.Shape[0], tensor.Shape[1], tensor.Shape[2], tensor.Shape[3]);
        var result = new List<T>(source.Length);
        for (var o = 0; o < outputs; o++)
        {
            for (var i = 0; i < inputs; i++)
            {
                for (var at = 0; at < height * width; at++) result.Add(source[(at * inputs + i) * outputs + o]);
            }
        }

        return [.. result];
    }

    private static double Scalar(TensorProto constant)
    {
        Assert.Empty(constant.Dims);
        return BitConverter.ToDouble(constant.RawData.Span);
    }

    private static string Describe(ModelPort port) => $"{port.Name}: {string.Join(' ', port.Shape)}";

    private static string Describe(ValueInfoProto port) =>
        $"{port.Name}: {string.Join(' ', port.Type.TensorType.Shape.Dim.Select(Length))}";

    private static long Length(TensorShapeProto.Types.Dimension axis) =>
        axis.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? axis.DimValue : OnnxGraph.Free;

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0 ? "" : $"exit code {process.ExitCode}: {said}";
    }

    private static WeightsManifest Weights(string name) => WeightsManifest.Read(
        Repository.Npm("@vladmandic", "face-api", "model"), FaceApiModel.All.Single(model => model.Name == name).Weights);

    /// <summary>Of the descriptor network, which is cut in two, each weight belongs to one part.</summary>
    private static bool IsPartOf(string model, string tensor)
    {
        var isLate = tensor.StartsWith("conv256", StringComparison.Ordinal) || tensor.StartsWith("fc", StringComparison.Ordinal);
        return model switch
        {
            ModelNames.DescriptorTrunk => !isLate,
            ModelNames.DescriptorRest => isLate,
            _ => true,
        };
    }

    private static byte[] Build(string name)
    {
        var model = ConvertedModel.All.Single(model => model.Name == name);
        Repository.Npm(model.Package.Split('/'));
        return model.ToBytes(Repository.Path("node_modules"));
    }

    private static GraphProto Parse(string name) => ModelProto.Parser.ParseFrom(Build(name)).Graph;

    private static GraphProto ParseWhole(string name)
    {
        var model = ConvertedModel.All.Single(model => model.Name == name);
        Repository.Npm(model.Package.Split('/'));
        return ModelProto.Parser.ParseFrom(model.ToWholeBytes(Repository.Path("node_modules"))).Graph;
    }
}
