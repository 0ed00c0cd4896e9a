using FaceShape.Inference;

namespace FaceShape.Training.Conversion;

/// <summary>A network of the npm package <c>@vladmandic/face-api</c>, or a part of one: how it becomes ONNX, and what it takes and gives.</summary>
internal sealed record FaceApiModel(
    string Name, Func<WeightsManifest, OnnxGraph> Graph, IReadOnlyList<ModelPort> Inputs, IReadOnlyList<ModelPort> Outputs)
{
    /// <summary>The package's name of the weights.</summary>
    /// <value>The default value is <see cref="Name"/>.</value>
    public string Weights { get; init; } = Name;

    /// <summary>Bits a weight in the file; null where weights stay as the package has them.</summary>
    public int? WeightBits { get; init; }

    // Little more than half of what the package's bytes and floats weigh; docs/models.md has what fewer would cost.
    private const int TrunkBits = 8;

    private const string Normalized =
        "NCHW, RGB; (value 0 to 255 - mean 122.782, 117.001, 104.298) / 255";

    private static readonly ModelPort Map = new("map", [1, 128, 8, 8], "NCHW; 0 and above");

    private static readonly ModelPort Descriptor =
        new("descriptor", [1, 128], "about -0.5 to 0.5; Euclidean distance below 0.6 for one person");

    /// <summary>The three in the order of the walk, then the third in two parts.</summary>
    public static IReadOnlyList<FaceApiModel> All { get; } =
    [
        new(ModelNames.SsdMobileNetV1, SsdMobileNetV1Graph.Build,
            [new("image", [1, 3, 512, 512], "NCHW, RGB; value 0 to 255 / 127.5 - 1, so -1 to 1")],
            [
                new("encodings", [1, 5118, 4], "ty, tx, th, tw relative to the anchor; not decoded"),
                new("scores", [1, 5118], "probability of a face, 0 to 1"),
            ]),
        new(ModelNames.FaceLandmark68Net, FaceLandmark68NetGraph.Build,
            [new("face", [1, 3, 112, 112], Normalized)],
            [new("points", [1, 136], "68 times x, y; 0 to 1 of the padded square")]),
        new(ModelNames.FaceRecognitionNet, FaceRecognitionNetGraph.Build,
            [new("face", [1, 3, 150, 150], Normalized)],
            [Descriptor]),
        new(ModelNames.DescriptorTrunk, FaceRecognitionNetGraph.BuildTrunk, [new("face", [1, 3, 150, 150], Normalized)], [Map])
        {
            Weights = ModelNames.FaceRecognitionNet,
            WeightBits = TrunkBits,
        },
        new(ModelNames.DescriptorRest, FaceRecognitionNetGraph.BuildRest, [Map], [Descriptor])
            { Weights = ModelNames.FaceRecognitionNet },
    ];

    /// <summary>As the builder of models takes it.</summary>
    public ConvertedModel AsConverted() => new(
        Name, "@vladmandic/face-api", "MIT", "https://github.com/vladmandic/face-api",
        package => Graph(WeightsManifest.Read(Path.Combine(package, "model"), Weights)), Inputs, Outputs)
    {
        WeightBits = WeightBits,
    };
}
