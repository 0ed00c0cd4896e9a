using FaceShape.Description;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Tests.Description;

public class FaceTrunkTests
{
    [Fact]
    public void The_first_square_holds_the_face_from_the_eyes_to_below_the_chin_and_turns_with_it()
    {
        var mesh = Meshes.Drawn(new(300, 200), 50, 0.3);

        var square = FaceTrunk.Square(mesh);

        Assert.Equal(0.3, square.Roll, 1e-9);
        Assert.Equal(2.8 * mesh.Radius, square.Side, 1e-9);
        var (top, bottom) = Reach(mesh, square);
        Assert.Equal(0, top, 1e-9);
        Assert.True(FaceFrame.Of(mesh).FromPhoto(mesh.Points[152]).Y * 50 < bottom);
    }

    [Theory]
    [InlineData(39.9, true)]
    [InlineData(40, false)]
    public void A_face_is_small_where_eyes_and_mouth_are_fewer_than_forty_pixels_apart(double unit, bool small) =>
        Assert.Equal(small, FaceTrunk.IsSmall(new(new(300, 200), unit, 0.3)));

    [Fact]
    public void The_second_square_holds_the_whole_face()
    {
        var mesh = Meshes.Drawn(new(300, 200), 50, 0.3);

        var square = FaceTrunk.SecondSquare(mesh);

        Assert.Equal(0.3, square.Roll, 1e-9);
        var (top, bottom) = Reach(mesh, square);
        Assert.InRange(top / mesh.Radius, -1, -0.9);
        Assert.InRange(bottom / mesh.Radius, 2.8, 2.9);
    }

    [Fact]
    public void A_smile_does_not_make_the_squares_smaller()
    {
        // The corners of the mouth, up by an eighth of the way from the eyes.
        var still = Meshes.Drawn(new(300, 200), 80, 0);
        var points = still.Points.ToArray();
        foreach (var corner in (int[])[61, 291]) points[corner] -= new Point(0, 10);
        var smiling = new FaceMeshPoints(points, still.Depths.ToArray(), 1);

        Assert.Equal(70.0 / 80, FaceFrame.Of(smiling).Unit / FaceFrame.Of(still).Unit, 0.001);
        Assert.Equal(1, FaceTrunk.Square(smiling).Side / FaceTrunk.Square(still).Side, 0.002);
        Assert.Equal(1, FaceTrunk.SecondSquare(smiling).Side / FaceTrunk.SecondSquare(still).Side, 0.002);
    }

    [Fact]
    public async Task The_network_sees_the_square_and_in_the_mirror_its_mirror_image()
    {
        var photo = new Raster(200, 200, [.. Enumerable.Range(0, 200 * 200).SelectMany(i => (byte[])[(byte)(i % 200), (byte)(i / 200), 77, 255])]);
        List<Tensor> seen = [];
        var trunk = new FaceTrunk(new MadeUpNetwork("face_trunk", inputs =>
        {
            seen.Add(inputs[0]);
            return [new(1, 128, 8, 8)];
        }));
        var mesh = Meshes.Drawn(new(100, 90), 30, 0);
        var patch = FacePatch.Around(photo, new(0, 0, 200, 200));

        await trunk.MapAsync(patch, FaceTrunk.Square(mesh), mirrored: false, TestContext.Current.CancellationToken);
        await trunk.MapAsync(patch, FaceTrunk.Square(mesh), mirrored: true, TestContext.Current.CancellationToken);

        Assert.Equal([1, 3, 150, 150], seen[0].Shape);
        var rows = seen.Select(tensor => tensor.Data[(150 * 70)..(150 * 71)]).ToList();
        Assert.True(rows[0][0] < rows[0][^1]);
        Assert.Equal(rows[0], rows[1].Reverse());
    }

    // Where a square begins and ends, pixels down the face from the eyes.
    private static (double Top, double Bottom) Reach(FaceMeshPoints mesh, TurnedSquare square)
    {
        var frame = FaceFrame.Of(mesh);
        var center = frame.FromPhoto(square.Center) * frame.Unit;
        Assert.Equal(0, center.X, 1e-9);
        return (center.Y - square.Side / 2, center.Y + square.Side / 2);
    }
}
