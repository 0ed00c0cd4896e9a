using FaceShape.Classification;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Tests;

public class FaceReaderTests
{
    private static readonly Raster Photo = new(512, 512, new byte[4 * 512 * 512]);

    [Fact]
    public async Task One_face_is_read_through_all_rooms_in_order()
    {
        List<ReadingStage> stages = [];
        using var reader = await Readers.OpenAsync(Pipeline.Original, new Networks(Square(0.5, 0.35)), Cancel);

        var reading = await reader.ReadAsync(Photo, new() { StageEnded = stages.Add }, Cancel);

        var face = Assert.Single(reading.Faces);
        Assert.Equal(Pipeline.Original, reading.Pipeline);
        Assert.Equal(128, face.Descriptor!.Count);
        Assert.NotNull(face.Proportions);
        Assert.Null(face.Measured);
        Assert.Equal(0.6, face.Answer.Shape.Probability, 6);
        Assert.Equal(JawType.Soft, face.Answer.Jaw.Label);
        Assert.Equal(FaceLength.Long, face.Answer.Length.Label);
        Assert.Equal([ReadingStage.Detect, ReadingStage.Landmarks, ReadingStage.Describe, ReadingStage.Classify], stages);
    }

    [Fact]
    public async Task No_face_is_an_answer()
    {
        using var reader = await FaceReader.CreateAsync(new Networks(), Cancel);

        var reading = await reader.ReadAsync(Photo, cancellation: Cancel);

        Assert.Equal(ReadingProblem.NoFace, reading.Problem);
        Assert.Empty(reading.Faces);
    }

    [Fact]
    public async Task Faces_of_similar_size_compete()
    {
        var (left, right) = TwoAnchors(similar: true);
        using var reader = await FaceReader.CreateAsync(new Networks(left, right), Cancel);

        var asked = await reader.ReadAsync(Photo, cancellation: Cancel);
        var largest = await reader.ReadAsync(Photo, new() { SeveralFaces = SeveralFaces.Largest }, Cancel);
        var all = await reader.ReadAsync(Photo, new() { SeveralFaces = SeveralFaces.All }, Cancel);

        Assert.Equal(ReadingProblem.SeveralFaces, asked.Problem);
        Assert.Empty(asked.Faces);
        Assert.Equal(2, asked.Detected.Count);
        Assert.Single(largest.Faces);
        Assert.Equal(2, all.Faces.Count);
    }

    [Fact]
    public async Task A_much_smaller_face_in_the_background_does_not_compete()
    {
        var (large, small) = TwoAnchors(similar: false);
        using var reader = await FaceReader.CreateAsync(new Networks(small, large), Cancel);

        var reading = await reader.ReadAsync(Photo, cancellation: Cancel);

        Assert.Null(reading.Problem);
        Assert.Equal(reading.Detected.MaxBy(face => face.Box.Area), Assert.Single(reading.Faces).Face);
    }

    [Fact]
    public async Task A_cancelled_reading_stops()
    {
        using var reader = await FaceReader.CreateAsync(new Networks(Square(0.5, 0.35)), Cancel);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(Photo, cancellation: cancelled.Token));
    }

    [Fact]
    public async Task A_missing_network_leaves_none_open()
    {
        var networks = new Networks(Square(0.5, 0.35)) { Missing = ModelNames.JawClassifier };

        var error = await Assert.ThrowsAsync<ModelException>(async () => await FaceReader.CreateAsync(networks, Cancel));

        Assert.Equal("model-missing", error.Code);
        Assert.Equal(0, networks.Open);
    }

    [Fact]
    public async Task A_classifier_made_for_other_labels_is_refused()
    {
        using var reader = await FaceReader.CreateAsync(new Networks(Square(0.5, 0.35)) { ShapeLabels = 4 }, Cancel);

        var error = await Assert.ThrowsAsync<ModelException>(async () => await reader.ReadAsync(Photo, cancellation: Cancel));

        Assert.Equal(ModelError.Mismatch, error.Error);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Two square anchors that do not touch; the second is about as large, or less than half.
    private static (int First, int Second) TwoAnchors(bool similar) =>
        (Square(0.75, 0.35), Square(0.25, similar ? 0.35 : 0.1));

    private static int Square(double centre, double side) => Array.FindIndex(PriorBoxes.All, p =>
        Math.Abs(p.CenterX - centre) < 0.05 && Math.Abs(p.CenterY - centre) < 0.05 && Math.Abs(p.Width - side) < 0.01 && Math.Abs(p.Height - side) < 0.01);

    /// <summary>Networks that see faces at given anchors and always give the same answers.</summary>
    private sealed class Networks(params int[] anchors) : IModelSource
    {
        public string? Missing { get; init; }

        public int ShapeLabels { get; init; } = 5;

        public int Open { get; private set; }

        public ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
        {
            if (name == Missing) throw new ModelException(ModelError.Missing, name, "is not there");
            Open++;
            return new(new Network(name, Outputs(name), () => Open--));
        }

        private Tensor[] Outputs(string name)
        {
            switch (name)
            {
                case ModelNames.SsdMobileNetV1:
                    var scores = new Tensor(1, PriorBoxes.Count);
                    foreach (var anchor in anchors) scores.Data[anchor] = 0.9f;
                    return [new(1, PriorBoxes.Count, 4), scores];
                case ModelNames.FaceLandmark68Net:
                    return [new([1, 136], [.. Faces.Drawn.Points.ToArray().SelectMany(p => new[] { (float)(p.X - 200) / 200, (float)(p.Y - 240) / 200 })])];
                case ModelNames.FaceRecognitionNet:
                    return [new(1, 128)];
                case ModelNames.JawClassifier:
                    return [new([1, 2], [0.3f, 0.7f])];
                case ModelNames.LengthClassifier:
                    return [new([1, 2], [0.8f, 0.2f])];
                default:
                    var shapes = new Tensor(1, ShapeLabels);
                    shapes.Data[0] = 0.6f;
                    shapes.Data[1] = 0.4f;
                    return [shapes, new([1], [0.35f])];
            }
        }
    }

    private sealed class Network(string name, Tensor[] outputs, Action closed) : ITensorModel
    {
        public string Name => name;

        public IReadOnlyList<TensorSpec> Inputs => [];

        public IReadOnlyList<TensorSpec> Outputs => [];

        public ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
        {
            cancellation.ThrowIfCancellationRequested();
            return new(outputs);
        }

        public void Dispose() => closed();
    }
}
