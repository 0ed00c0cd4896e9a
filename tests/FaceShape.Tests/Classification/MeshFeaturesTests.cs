using FaceShape.Classification;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Tests.Classification;

public class MeshFeaturesTests
{
    private static readonly FaceOutlinePoints Oval = Outlines.Oval(1.1, 1.5, 0.3);

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(400, -30, 57, 0)]
    [InlineData(120, 80, 33, 0.4)]
    public void Moving_scaling_and_turning_a_photo_changes_nothing(double x, double y, double unit, double roll)
    {
        var expected = Features(Meshes.Drawn(new(0, 0), 10, 0));

        var features = Features(Meshes.Drawn(new(x, y), unit, roll));

        Assert.Equal(MeshFeatures.Count, features.Length);
        Assert.All(features.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void Mirroring_a_photo_changes_nothing_even_when_the_head_is_turned()
    {
        var mesh = Meshes.Drawn(new(200, 150), 60, 0.1, yaw: 0.3);
        var outline = new FaceOutlinePoints([.. Oval.Points.ToArray().Select(point => new Point(point.X + 0.2 * point.Y, point.Y))]);
        const double Width = 500;
        var points = Enumerable.Range(0, FaceMeshPoints.Count).Select(FaceMeshPoints.Opposite).ToArray();
        var mirror = new FaceMeshPoints(
            [.. points.Select(i => new Point(Width - mesh.Points[i].X, mesh.Points[i].Y))], [.. points.Select(i => mesh.Depths[i])], 1);
        var mirroredOutline = new FaceOutlinePoints(
            [.. Enumerable.Range(0, FaceOutlinePoints.Count).Select(i => outline.Points[FaceOutlinePoints.Opposite(i) % FaceOutlinePoints.Count])
                .Select(point => new Point(-point.X, point.Y))]);

        Assert.All(Features(mirror, mirroredOutline).Zip(Features(mesh, outline)), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
    }

    [Fact]
    public void A_wider_face_and_a_longer_outline_show()
    {
        var mesh = Meshes.Drawn(new(0, 0), 10, 0);

        var longer = Features(mesh, Outlines.Oval(1.1, 1.8, 0.3)).Zip(Features(mesh)).ToList();

        Assert.All(longer[..MeshFeatures.MeshCount], pair => Assert.Equal(pair.Second, pair.First));
        Assert.Contains(longer[MeshFeatures.MeshCount..], pair => Math.Abs(pair.Second - pair.First) > 0.1);
    }

    [Fact]
    public void What_cannot_be_measured_is_a_number_all_the_same() =>
        Assert.All(Features(Meshes.Drawn(new(0, 0), 10, 0), Outlines.Oval(0.5, 0.2)), number => Assert.True(float.IsFinite(number)));

    private static float[] Features(FaceMeshPoints mesh, FaceOutlinePoints? outline = null) =>
        MeshFeatures.From(mesh, new(FaceFrame.Of(mesh), outline ?? Oval, []));
}
