using FaceShape.Classification;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Tests;

public class LightReaderTests
{
    private static readonly Raster Photo = new(512, 512, new byte[4 * 512 * 512]);

    [Fact]
    public async Task One_face_is_read_through_all_rooms_in_order_by_five_networks()
    {
        List<ReadingStage> stages = [];
        var networks = new Networks();
        using var reader = await Readers.OpenAsync(Pipeline.Light, networks, Cancel);

        var reading = await reader.ReadAsync(Photo, new() { StageEnded = stages.Add }, Cancel);

        var face = Assert.Single(reading.Faces);
        Assert.Equal(Pipeline.Light, reading.Pipeline);
        Assert.Equal(Shape.Heart, face.Answer.Shape.Label);
        Assert.Equal([Shape.Heart, Shape.Oblong], face.Answer.Shape.Likely);
        Assert.Equal(JawType.Soft, face.Answer.Jaw.Label);
        Assert.NotNull(face.Measured);
        Assert.Null(face.Descriptor);
        Assert.Null(face.Proportions);
        Assert.Equal([ReadingStage.Detect, ReadingStage.Landmarks, ReadingStage.Describe, ReadingStage.Classify], stages);
        Assert.Equal(ModelNames.AllLight, networks.Opened);
    }

    [Theory]
    [InlineData(0.65f, 0.25f, 1, Shape.Heart)]
    [InlineData(0.6f, 0.3f, 2, Shape.Oblong)]
    public async Task The_trunk_looks_again_only_where_the_first_look_does_not_clearly_prefer_one_shape(float first, float second, int looks, Shape answer)
    {
        var networks = new Networks { Shapes = [first, second, 0.05f, 0.03f, 0.02f] };
        using var reader = await LightReader.CreateAsync(networks, Cancel);

        var reading = await reader.ReadAsync(Photo, cancellation: Cancel);

        Assert.Equal(answer, Assert.Single(reading.Faces).Answer.Shape.Label);
        Assert.Equal((looks, looks), (networks.Ran.Count(name => name == ModelNames.DescriptorTrunk), networks.Ran.Count(name => name == ModelNames.LightClassifiers)));
    }

    [Fact]
    public async Task The_rest_of_the_descriptor_network_is_opened_once_when_a_descriptor_is_wanted()
    {
        var networks = new Networks();
        using var reader = await LightReader.CreateAsync(networks, Cancel);

        var first = await reader.ReadAsync(Photo, new() { Describe = true }, Cancel);
        await reader.ReadAsync(Photo, new() { Describe = true }, Cancel);

        Assert.Equal(128, Assert.Single(first.Faces).Descriptor!.Count);
        Assert.Equal([.. ModelNames.AllLight, ModelNames.DescriptorRest], networks.Opened);
    }

    [Fact]
    public async Task The_heavy_detector_is_opened_when_the_light_one_finds_nothing_and_no_face_is_an_answer()
    {
        var networks = new Networks { FaceScore = 0.1f };
        using var reader = await LightReader.CreateAsync(networks, Cancel);

        var reading = await reader.ReadAsync(Photo, cancellation: Cancel);

        Assert.Equal(ReadingProblem.NoFace, reading.Problem);
        Assert.Equal([.. ModelNames.AllLight, ModelNames.SsdMobileNetV1], networks.Opened);
    }

    [Fact]
    public async Task A_face_that_the_mesh_does_not_see_is_no_face()
    {
        using var reader = await LightReader.CreateAsync(new Networks { Presence = 0.2f }, Cancel);

        var reading = await reader.ReadAsync(Photo, cancellation: Cancel);

        Assert.Equal(ReadingProblem.NoFace, reading.Problem);
        Assert.Single(reading.Detected);
    }

    [Fact]
    public async Task A_missing_network_leaves_none_open()
    {
        var networks = new Networks { Missing = ModelNames.LightClassifiers };

        var error = await Assert.ThrowsAsync<ModelException>(async () => await LightReader.CreateAsync(networks, Cancel));

        Assert.Equal("model-missing", error.Code);
        Assert.NotEmpty(networks.Open);
        Assert.All(networks.Open, network => Assert.True(network.IsDisposed));
    }

    [Fact]
    public async Task A_network_that_is_needed_later_and_missing_is_said_then()
    {
        using var reader = await LightReader.CreateAsync(new Networks { Missing = ModelNames.DescriptorRest }, Cancel);

        Assert.Null((await reader.ReadAsync(Photo, cancellation: Cancel)).Problem);
        await Assert.ThrowsAsync<ModelException>(async () => await reader.ReadAsync(Photo, new() { Describe = true }, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Networks that see one face in the middle of any photo.</summary>
    private sealed class Networks : IModelSource
    {
        public string? Missing { get; init; }

        public float FaceScore { get; init; } = 0.95f;

        public float Presence { get; init; } = 0.9f;

        public float[] Shapes { get; init; } = [0.65f, 0.25f, 0.05f, 0.03f, 0.02f];

        public List<string> Opened { get; } = [];

        public List<string> Ran { get; } = [];

        public List<MadeUpNetwork> Open { get; } = [];

        public ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
        {
            if (name == Missing) throw new ModelException(ModelError.Missing, name, "is not there");
            Opened.Add(name);
            Open.Add(new(name, inputs =>
            {
                Ran.Add(name);
                return Answer(name, inputs);
            }));
            return new(Open[^1]);
        }

        private Tensor[] Answer(string name, IReadOnlyList<Tensor> inputs) => name switch
        {
            ModelNames.BlazeFace => Detection(inputs[0].Shape[^1]),
            ModelNames.FaceMesh => Meshes.Answer(Presence),
            ModelNames.FaceOutline => [new([1, 52], Numbers(Outlines.Oval(1.05, 1.3, 0.4).Points)), new(1, 10)],
            ModelNames.DescriptorTrunk => [new(1, 128, 8, 8)],
            ModelNames.DescriptorRest => [new(1, 128)],
            ModelNames.LightClassifiers =>
            [
                new([1, 2], [0.3f, 0.7f]), new([1, 2], [0.8f, 0.2f]), new([1, 5], Shapes), new([1], [0.35f]),
                new([1], [0.1f]), new([1, 5], [0.05f, 0.6f, 0.3f, 0.03f, 0.02f]),
            ],
            ModelNames.SsdMobileNetV1 => [new(1, PriorBoxes.Count, 4), new(1, PriorBoxes.Count)],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        private Tensor[] Detection(int size)
        {
            Tensor regressors = new(1, BlazeFace.Anchors(size), 16), scores = new(1, BlazeFace.Anchors(size));
            var middle = Enumerable.Range(0, BlazeFace.Anchors(size))
                .MinBy(i => BlazeFace.Anchor(i, size).DistanceTo(new(size / 2.0, size / 2.0)));
            scores.Data[middle] = FaceScore;
            var (side, eye) = (0.35f * size, 0.08f * size);
            (regressors.Data[16 * middle + 2], regressors.Data[16 * middle + 3]) = (side, side);
            (regressors.Data[16 * middle + 4], regressors.Data[16 * middle + 6]) = (-eye, eye);
            return [regressors, scores];
        }

        private static float[] Numbers(ReadOnlySpan<Point> points) =>
            [.. points.ToArray().SelectMany(point => new[] { (float)point.X, (float)point.Y })];
    }
}
