using FaceShape.Inference;
using FaceShape.Training.Compression;

namespace FaceShape.Training.Conversion;

/// <summary>A network of an npm package that is converted to ONNX.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="Package">The npm package that holds its weights.</param>
/// <param name="Licence">SPDX identifier of the weights.</param>
/// <param name="Source">Where the weights were first published.</param>
/// <param name="Convert">Makes the graph, from the package's folder.</param>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
internal sealed record ConvertedModel(
    string Name,
    string Package,
    string Licence,
    string Source,
    Func<string, OnnxGraph> Convert,
    IReadOnlyList<ModelPort> Inputs,
    IReadOnlyList<ModelPort> Outputs)
{
    /// <summary>All, in the order of the catalogue.</summary>
    public static IReadOnlyList<ConvertedModel> All { get; } =
        [.. FaceApiModel.All.Select(model => model.AsConverted()), .. HumanModel.All];

    /// <summary>Bits a weight in the file; null where weights keep what the package stores them in.</summary>
    public int? WeightBits { get; init; }

    /// <summary>The ONNX file as it is shipped.</summary>
    /// <param name="npmFolder">The folder of npm's packages, usually <c>node_modules</c>.</param>
    public byte[] ToBytes(string npmFolder) =>
        WeightBits is { } bits ? new WeightCompressor(bits).Compress(ToWholeBytes(npmFolder)) : ToWholeBytes(npmFolder);

    /// <summary>The ONNX file with the weights as the package has them.</summary>
    /// <inheritdoc cref="ToBytes" path="/param"/>
    public byte[] ToWholeBytes(string npmFolder)
    {
        var graph = Convert(FolderIn(npmFolder));
        graph.Describe("source", Source);
        graph.Describe("licence", Licence);
        return graph.ToBytes();
    }

    /// <summary>The folder of the package.</summary>
    public string FolderIn(string npmFolder) => Path.Combine([npmFolder, .. Package.Split('/')]);
}
