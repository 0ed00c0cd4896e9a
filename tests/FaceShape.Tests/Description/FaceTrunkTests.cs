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
        var frame = new FaceFrame(new(300, 200), 50, 0.3);

        var square = FaceTrunk.Square(frame);

        Assert.Equal(0.3, square.Roll);
        Assert.Equal(115, square.Side, 1e-9);
        var center = frame.FromPhoto(square.Center);
        Assert.Equal(0, center.X, 1e-9);
        Assert.InRange(center.Y - 1.15, -0.1, 0.1);
        Assert.InRange(center.Y + 1.15, 2.2, 2.4);
    }

    [Theory]
    [InlineData(39.9, true)]
    [InlineData(40, false)]
    public void A_face_is_small_where_eyes_and_mouth_are_fewer_than_forty_pixels_apart(double unit, bool small) =>
        Assert.Equal(small, FaceTrunk.IsSmall(new(new(300, 200), unit, 0.3)));

    [Fact]
    public void The_second_square_holds_the_whole_face()
    {
        var frame = new FaceFrame(new(300, 200), 50, 0.3);

        var square = FaceTrunk.SecondSquare(frame);

        Assert.Equal(0.3, square.Roll);
        var center = frame.FromPhoto(square.Center);
        Assert.InRange(center.Y - square.Side / 100, -0.8, -0.7);
        Assert.InRange(center.Y + square.Side / 100, 2.3, 2.4);
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
        var frame = new FaceFrame(new(100, 90), 30, 0);
        var patch = FacePatch.Around(photo, new(0, 0, 200, 200));

        await trunk.MapAsync(patch, FaceTrunk.Square(frame), mirrored: false, TestContext.Current.CancellationToken);
        await trunk.MapAsync(patch, FaceTrunk.Square(frame), mirrored: true, TestContext.Current.CancellationToken);

        Assert.Equal([1, 3, 150, 150], seen[0].Shape);
        var rows = seen.Select(tensor => tensor.Data[(150 * 70)..(150 * 71)]).ToList();
        Assert.True(rows[0][0] < rows[0][^1]);
        Assert.Equal(rows[0], rows[1].Reverse());
    }
}
