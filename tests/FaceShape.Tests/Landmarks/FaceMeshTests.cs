using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Tests.Landmarks;

public class FaceMeshTests
{
    private static readonly Raster Photo = new(400, 400, new byte[4 * 400 * 400]);

    [Fact]
    public void Opposite_points_are_pairs_or_lie_on_the_middle_line()
    {
        for (var i = 0; i < FaceMeshPoints.Count; i++) Assert.Equal(i, FaceMeshPoints.Opposite(FaceMeshPoints.Opposite(i)));
        Assert.Equal(28, Enumerable.Range(0, FaceMeshPoints.Count).Count(i => FaceMeshPoints.Opposite(i) == i));
        Assert.Equal([263, 362, 291, 454, 152, 1], ((int[])[33, 133, 61, 234, 152, 1]).Select(i => FaceMeshPoints.Opposite(i)));
    }

    [Fact]
    public void The_radius_is_in_pixels_and_the_same_wherever_and_however_the_face_lies()
    {
        var radius = Meshes.Drawn(new(200, 200), 60, 0).Radius;

        Assert.Equal(radius, Meshes.Drawn(new(90, 310), 60, 0.4).Radius, 1e-6);
        Assert.Equal(2 * radius, Meshes.Drawn(new(200, 200), 120, 0).Radius, 1e-6);
        Assert.Equal(radius, Meshes.Drawn(new(200, 200), 60, 0, yaw: 0.3).Radius, 1e-6);
        Assert.Equal(3, new FaceMeshPoints([.. Enumerable.Range(0, 468).Select(i => new Point(i % 2 * 6, 7))], new double[468], 1).Radius, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(-1.2)]
    public void The_square_around_a_turned_mesh_has_level_eyes_and_holds_it_with_room(double roll)
    {
        var mesh = Meshes.Drawn(new(200, 200), 60, roll);

        var square = FaceMesh.Around(mesh);

        Assert.Equal(roll, square.Roll, 6);
        var level = FaceMesh.Around(Meshes.Drawn(new(200, 200), 60, 0));
        Assert.Equal(level.Side, square.Side, 6);
        var frame = new FaceFrame(square.Center, square.Side / 2, square.Roll);
        Assert.All(
            mesh.Points.ToArray().Select(frame.FromPhoto),
            point => Assert.InRange(Math.Max(Math.Abs(point.X), Math.Abs(point.Y)), 0, 0.67));
    }

    [Fact]
    public async Task Looks_that_agree_give_the_mesh_where_it_is_in_the_photo()
    {
        // This network always sees the same face, symmetric and about where a square that fits has it.
        var seen = Meshes.Drawn(new(96, 78), 46, 0);
        using var model = new MadeUpNetwork("facemesh", _ => Answer(seen, 0.9f));

        var mesh = await LocateAsync(new(model), new(100, 100, 128, 128));

        Assert.Equal(3, model.Runs);
        Assert.NotNull(mesh);
        Assert.Equal(0.9, mesh.Presence, 6);
        Assert.Equal(0, mesh.Roll, 6);
        var middle = (mesh.LeftEye + mesh.RightEye) * 0.5;
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            var opposite = mesh.Points[FaceMeshPoints.Opposite(i)];
            Assert.Equal(2 * middle.X, mesh.Points[i].X + opposite.X, 3);
            Assert.Equal(opposite.Y, mesh.Points[i].Y, 3);
        }
    }

    [Fact]
    public async Task A_mirrored_photo_is_first_looked_at_in_the_mirror()
    {
        List<Tensor> inputs = [];
        using var model = new MadeUpNetwork("facemesh", given =>
        {
            inputs.Add(new(given[0].Shape, [.. given[0].Data]));
            return Answer(Meshes.Drawn(new(96, 78), 46, 0), 0.9f);
        });
        var shades = Shaded();
        var mirrored = new Raster(shades.Width, shades.Height, new byte[shades.Pixels.Length]);
        for (var at = 0; at < shades.Width * shades.Height; at++)
            shades.Pixels.AsSpan(4 * (at / shades.Width * shades.Width + shades.Width - 1 - at % shades.Width), 4).CopyTo(mirrored.Pixels.AsSpan(4 * at));
        Box box = new(60, 100, 128, 128), opposite = new(shades.Width - 60 - 128, 100, 128, 128);
        var net = new FaceMesh(model);

        await net.LocateAsync(FacePatch.Around(shades, box), new(box, 0.9) { NoseSide = 1 }, TestContext.Current.CancellationToken);
        await net.LocateAsync(FacePatch.Around(mirrored, opposite), new(opposite, 0.9) { NoseSide = -1 }, TestContext.Current.CancellationToken);

        Assert.Equal(6, inputs.Count);
        Assert.Equal(inputs[0].Data, inputs[3].Data, (a, b) => Math.Abs(a - b) < 0.01);
        Assert.NotEqual(inputs[0].Data, inputs[1].Data);
    }

    [Fact]
    public async Task Where_there_is_no_face_there_is_no_mesh()
    {
        using var model = new MadeUpNetwork("facemesh", _ => Answer(Meshes.Drawn(new(96, 90), 30, 0), 0.4f));
        var net = new FaceMesh(model);

        Assert.Null(await LocateAsync(net, new(100, 100, 128, 128)));
        Assert.Null(await LocateAsync(net, new(100, 100, 0, 0)));
    }

    [Fact]
    public async Task The_last_two_looks_are_under_way_at_once_each_with_a_picture_of_its_own()
    {
        var seen = Meshes.Drawn(new(96, 78), 46, 0);
        using var model = new WaitingNetwork();
        var box = new Box(100, 100, 128, 128);

        var locating = new FaceMesh(model).LocateAsync(FacePatch.Around(Shaded(), box), new(box, 0.9), TestContext.Current.CancellationToken).AsTask();
        Assert.Single(model.Waiting);
        model.Waiting[0].Answer.SetResult(Answer(seen, 0.9f));
        Assert.Equal(3, model.Waiting.Count);
        var (upright, mirrored) = (model.Waiting[1].Input.Data, model.Waiting[2].Input.Data);
        Assert.Equal(upright.Chunk(FaceMesh.InputSize).SelectMany(row => row.Reverse()), mirrored);
        // Whichever ends first.
        model.Waiting[2].Answer.SetResult(Answer(seen, 0.7f));
        Assert.False(locating.IsCompleted);
        model.Waiting[1].Answer.SetResult(Answer(seen, 0.9f));

        Assert.Equal(0.8, (await locating)!.Presence, 6);
    }

    [Fact]
    public void The_first_square_turns_with_the_face_about_its_box()
    {
        var level = FaceMesh.Expect(new(new(100, 120, 100, 80), 0.9));
        var turned = FaceMesh.Expect(new(new(100, 120, 100, 80), 0.9) { Roll = Math.PI / 2 });

        Assert.Equal((150, true), (level.Center.X, level.Center.Y < 160));
        Assert.Equal(160, turned.Center.Y, 9);
        Assert.Equal(160 - level.Center.Y, turned.Center.X - 150, 9);
        Assert.Equal(level.Side, turned.Side);
    }

    private static async Task<FaceMeshPoints?> LocateAsync(FaceMesh net, Box box) =>
        await net.LocateAsync(FacePatch.Around(Photo, box), new(box, 0.9), TestContext.Current.CancellationToken);

    private static Raster Shaded()
    {
        var photo = new Raster(300, 300, new byte[4 * 300 * 300]);
        for (var i = 0; i < photo.Pixels.Length; i++) photo.Pixels[i] = (byte)(i / 4 % photo.Width / 2 + i / 4 / photo.Width / 4);
        return photo;
    }

    /// <summary>Answers when the test says so, as a runtime in another worker does.</summary>
    private sealed class WaitingNetwork : ITensorModel
    {
        public List<(Tensor Input, TaskCompletionSource<IReadOnlyList<Tensor>> Answer)> Waiting { get; } = [];

        public string Name => "facemesh";

        public IReadOnlyList<TensorSpec> Inputs => [];

        public IReadOnlyList<TensorSpec> Outputs => [];

        public ValueTask<IReadOnlyList<Tensor>> RunAsync(IReadOnlyList<Tensor> inputs, CancellationToken cancellation = default)
        {
            Waiting.Add((inputs[0], new()));
            return new(Waiting[^1].Answer.Task);
        }

        public void Dispose()
        {
        }
    }

    private static Tensor[] Answer(FaceMeshPoints mesh, float presence)
    {
        var numbers = new Tensor(1, 3 * FaceMeshPoints.Count);
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            numbers.Data[3 * i] = (float)mesh.Points[i].X;
            numbers.Data[3 * i + 1] = (float)mesh.Points[i].Y;
            numbers.Data[3 * i + 2] = (float)mesh.Depths[i];
        }

        return [numbers, new([1, 1], [presence])];
    }
}
