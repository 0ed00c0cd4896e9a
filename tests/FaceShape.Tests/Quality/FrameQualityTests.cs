using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Quality;

namespace FaceShape.Tests.Quality;

public class FrameQualityTests
{
    private const int Width = 640;
    private const int Height = 480;

    [Fact]
    public void A_straight_well_lit_face_in_the_middle_has_no_fault() => Assert.Empty(Assess());

    [Theory]
    [InlineData(55, FrameFault.TooFar)]
    [InlineData(125, FrameFault.TooNear)]
    public void A_face_has_to_be_at_arms_length(double halfWidth, FrameFault expected) => Assert.Equal([expected], Assess(halfWidth: halfWidth));

    [Theory]
    [InlineData(-80, 0, FrameFault.Left)]
    [InlineData(80, 0, FrameFault.Right)]
    [InlineData(0, -80, FrameFault.High)]
    [InlineData(0, 80, FrameFault.Low)]
    public void A_face_has_to_be_in_the_middle(double right, double down, FrameFault expected) =>
        Assert.Equal([expected], Assess(right: right, down: down));

    [Theory]
    [InlineData(-14, 0, 0, FrameFault.TurnedLeft)]
    [InlineData(14, 0, 0, FrameFault.TurnedRight)]
    [InlineData(0, 16, 0, FrameFault.LookingUp)]
    [InlineData(0, -16, 0, FrameFault.LookingDown)]
    [InlineData(0, 0, 12, FrameFault.Leaning)]
    [InlineData(0, 0, -12, FrameFault.Leaning)]
    public void A_head_has_to_be_straighter_than_one_that_a_photo_is_forgiven(double yaw, double pitch, double roll, FrameFault expected) =>
        Assert.Equal([expected], Assess(yaw: yaw, pitch: pitch, roll: roll));

    [Fact]
    public void A_face_that_leaves_the_frame_is_cut_off() => Assert.Equal([FrameFault.Low, FrameFault.CutOff], Assess(down: 140));

    [Theory]
    [InlineData(25, 15, FrameFault.Dark)]
    [InlineData(240, 15, FrameFault.Bright)]
    [InlineData(128, 0, FrameFault.Blurred)]
    public void A_face_has_to_be_well_lit_and_sharp(int mean, int contrast, FrameFault expected) =>
        Assert.Equal([expected], Assess(mean: mean, contrast: contrast));

    [Fact]
    public void What_hinders_most_is_said_first() =>
        Assert.Equal([FrameFault.TooFar, FrameFault.Left, FrameFault.TurnedRight, FrameFault.Dark], Assess(halfWidth: 55, right: -100, yaw: 20, mean: 25, contrast: 15));

    [Theory]
    [InlineData(2.0 / 3 * 18 - 0.1, 0, 0, 119, 70, 0)]
    [InlineData(0, 2.0 / 3 * 22 - 0.1, 2.0 / 3 * 15 - 0.1, 61, -70, 70)]
    public void What_is_good_here_is_not_criticized_in_the_photo(double yaw, double pitch, double roll, double halfWidth, double right, double down)
    {
        Assert.Empty(Assess(halfWidth, right, down, yaw, pitch, roll));
        var (frame, patch, face) = Make(halfWidth, right, down, yaw, pitch, roll);
        Assert.Empty(PhotoQuality.Assess(frame, patch, face));
    }

    private static IReadOnlyList<FrameFault> Assess(
        double halfWidth = 90, double right = 0, double down = 0, double yaw = 0, double pitch = 0, double roll = 0, int mean = 128, int contrast = 60)
    {
        var (frame, patch, face) = Make(halfWidth, right, down, yaw, pitch, roll, mean, contrast);
        return FrameQuality.Assess(frame, patch, face);
    }

    private static (Raster Frame, FacePatch Patch, MeasuredFace Face) Make(
        double halfWidth, double right, double down, double yaw, double pitch, double roll, int mean = 128, int contrast = 60)
    {
        var middle = new Point(Width / 2.0 + right, Height / 2.0 + down);
        var outline = Outlines.Oval(halfWidth, 1.3 * halfWidth).Map(point => point + middle);
        var pose = new HeadPose(double.DegreesToRadians(yaw), double.DegreesToRadians(pitch), double.DegreesToRadians(roll));
        var none = new Measurement(1, 0);
        var face = new MeasuredFace(
            Meshes.Drawn(middle, 60, 0), outline, new(none, none, none, none, none, none, none, none, none, none), pose);
        var frame = Checkers(mean, contrast);
        return (frame, FacePatch.Around(frame, Box.Around(outline.Points)), face);
    }

    private static Raster Checkers(int mean, int contrast)
    {
        var pixels = new byte[4 * Width * Height];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                pixels.AsSpan(4 * (y * Width + x), 4).Fill((byte)(mean + ((x / 20 + y / 20) % 2 * 2 - 1) * contrast));
        }

        return new(Width, Height, pixels);
    }
}
