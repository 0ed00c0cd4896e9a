using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Quality;

namespace FaceShape.Tests;

public class FaceTrackerTests
{
    private static readonly Raster Frame = new(512, 512, new byte[4 * 512 * 512]);

    [Fact]
    public async Task The_detector_looks_first_and_then_once_in_a_while_and_the_mesh_takes_one_look_a_frame()
    {
        var networks = new Networks();
        using var tracker = await FaceTracker.CreateAsync(networks, Cancel);

        for (var i = 0; i < 2 * FaceTracker.FramesPerDetection; i++) Assert.NotNull((await tracker.TrackAsync(Frame, Cancel)).Face);

        Assert.Equal(ModelNames.Light, networks.Opened.Select(network => network.Name));
        Assert.Equal([2, 2 * FaceTracker.FramesPerDetection], networks.Opened.Take(2).Select(network => network.Runs));
    }

    [Fact]
    public async Task Without_a_face_that_is_said_and_the_detector_looks_again_in_the_next_frame()
    {
        var networks = new Networks { Faces = [] };
        using var tracker = await FaceTracker.CreateAsync(networks, Cancel);

        for (var i = 0; i < 3; i++)
        {
            var frame = await tracker.TrackAsync(Frame, Cancel);
            Assert.Null(frame.Face);
            Assert.Equal([FrameFault.NoFace], frame.Faults);
        }

        Assert.Equal(3, networks.Opened[0].Runs);
        Assert.Equal(0, networks.Opened[1].Runs);
    }

    [Fact]
    public async Task A_face_that_goes_away_is_noticed_at_once_by_the_mesh()
    {
        var networks = new Networks();
        using var tracker = await FaceTracker.CreateAsync(networks, Cancel);
        await tracker.TrackAsync(Frame, Cancel);

        (networks.Presence, networks.Faces) = (0.1f, []);
        Assert.Equal([FrameFault.NoFace], (await tracker.TrackAsync(Frame, Cancel)).Faults);
        await tracker.TrackAsync(Frame, Cancel);

        Assert.Equal(2, networks.Opened[0].Runs);
    }

    [Fact]
    public async Task Somebody_else_of_similar_size_is_named_until_they_have_gone()
    {
        var networks = new Networks { Faces = [new(128, 128), new(40, 40)] };
        using var tracker = await FaceTracker.CreateAsync(networks, Cancel);

        for (var i = 0; i < FaceTracker.FramesPerDetection; i++)
            Assert.Equal(FrameFault.SeveralFaces, (await tracker.TrackAsync(Frame, Cancel)).Faults[0]);
        networks.Faces = [new(128, 128)];

        Assert.DoesNotContain(FrameFault.SeveralFaces, (await tracker.TrackAsync(Frame, Cancel)).Faults);
    }

    [Fact]
    public async Task After_forgetting_it_follows_nobody()
    {
        var networks = new Networks();
        using var tracker = await FaceTracker.CreateAsync(networks, Cancel);
        await tracker.TrackAsync(Frame, Cancel);
        tracker.Forget();
        networks.Faces = [];

        Assert.Null((await tracker.TrackAsync(Frame, Cancel)).Face);
        Assert.Equal(1, networks.Opened[1].Runs);
    }

    [Fact]
    public async Task A_missing_network_leaves_none_open()
    {
        var networks = new Networks { Missing = ModelNames.FaceOutline };

        await Assert.ThrowsAsync<ModelException>(async () => await FaceTracker.CreateAsync(networks, Cancel));

        Assert.Equal(2, networks.Opened.Count);
        Assert.All(networks.Opened, network => Assert.True(network.IsDisposed));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Networks that see faces in places of the detector's square, and a mesh wherever they are asked to look.</summary>
    private sealed class Networks : IModelSource
    {
        public string? Missing { get; init; }

        public Point[] Faces { get; set; } = [new(128, 128)];

        public float Presence { get; set; } = 0.9f;

        public List<MadeUpNetwork> Opened { get; } = [];

        public ValueTask<ITensorModel> OpenAsync(string name, CancellationToken cancellation = default)
        {
            if (name == Missing) throw new ModelException(ModelError.Missing, name, "is not there");
            Opened.Add(new(name, _ => Answer(name)));
            return new(Opened[^1]);
        }

        private Tensor[] Answer(string name) => name switch
        {
            ModelNames.BlazeFace => Detection(),
            ModelNames.FaceMesh => Meshes.Answer(Presence),
            ModelNames.FaceOutline => [new([1, 52], Numbers(Outlines.Oval(1.05, 1.3, 0.4).Points)), new(1, 10)],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

        private Tensor[] Detection()
        {
            Tensor regressors = new(1, BlazeFace.Anchors(), 16), scores = new(1, BlazeFace.Anchors());
            foreach (var face in Faces)
            {
                var nearest = Enumerable.Range(0, BlazeFace.Anchors()).MinBy(i => BlazeFace.Anchor(i).DistanceTo(face));
                scores.Data[nearest] = 0.95f;
                (regressors.Data[16 * nearest + 2], regressors.Data[16 * nearest + 3]) = (70, 70);
                (regressors.Data[16 * nearest + 4], regressors.Data[16 * nearest + 6]) = (-20, 20);
            }

            return [regressors, scores];
        }

        private static float[] Numbers(ReadOnlySpan<Point> points) =>
            [.. points.ToArray().SelectMany(point => new[] { (float)point.X, (float)point.Y })];
    }
}
