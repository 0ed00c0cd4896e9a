using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Tests.Landmarks;

public class FaceOutlinePointsTests
{
    [Fact]
    public void Opposite_points_are_pairs_and_middle_and_chin_their_own()
    {
        for (var i = 0; i < FaceOutlinePoints.Count; i++) Assert.Equal(i, FaceOutlinePoints.Opposite(FaceOutlinePoints.Opposite(i)));
        Assert.Equal(FaceOutlinePoints.ChinIndex, FaceOutlinePoints.Opposite(FaceOutlinePoints.ChinIndex));
        Assert.Equal(FaceOutlinePoints.HairlineMiddleIndex, FaceOutlinePoints.Opposite(FaceOutlinePoints.HairlineMiddleIndex));
    }

    [Fact]
    public void The_width_of_an_oval_is_that_of_the_oval_wherever_its_points_lie()
    {
        Assert.Equal(2, Outlines.Oval(1, 1.4).WidthAt(0.1), 0.05);
        Assert.Equal(2 * Math.Sqrt(1 - 0.25), Outlines.Oval(1, 1.4).WidthAt(0.7), 0.05);
        Assert.Equal(double.NaN, Outlines.Oval(1, 1.4).WidthAt(1.5));
    }

    [Fact]
    public void A_frame_leads_into_the_photo_and_back()
    {
        var frame = FaceFrame.Of(Meshes.Drawn(new(120, 80), 50, 0.3));
        var point = new Point(33, 44);

        Assert.Equal(0.3, frame.Roll, 6);
        Assert.Equal(50, frame.Unit, 6);
        Assert.Equal(0, frame.ToPhoto(frame.FromPhoto(point)).DistanceTo(point), 9);
        Assert.Equal(0, frame.FromPhoto(new(120, 80)).DistanceTo(default), 9);
    }

    [Fact]
    public void Other_numbers_of_points_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new FaceOutlinePoints(new Point[25]));
        Assert.Throws<ArgumentException>(() => new FaceMeshPoints(new Point[467], new double[468], 1));
        Assert.Throws<ArgumentException>(() => FaceMeshPoints.Mean([]));
    }
}
