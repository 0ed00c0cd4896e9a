using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Quality;

namespace FaceShape.Tests.Quality;

public class PhotoQualityTests
{
    private static readonly FaceMeasurements Straight = FaceMeasurements.From(Faces.Drawn);
    private static readonly Box Face = new(100, 100, 200, 200);

    [Fact]
    public void A_sharp_well_lit_straight_face_is_not_criticized() =>
        Assert.Empty(PhotoQuality.Assess(Checkers(128, 60), Face, Straight));

    [Fact]
    public void A_dark_face_is_dark() => Assert.Equal([PhotoWarning.Dark], PhotoQuality.Assess(Checkers(25, 15), Face, Straight));

    [Fact]
    public void An_overexposed_face_is_bright() => Assert.Equal([PhotoWarning.Bright], PhotoQuality.Assess(Checkers(240, 15), Face, Straight));

    [Fact]
    public void A_smooth_gradient_is_blurred()
    {
        var pixels = new byte[4 * 400 * 400];
        for (var i = 0; i < 400 * 400; i++) pixels.AsSpan(4 * i, 4).Fill((byte)(60 + i % 400 / 4));

        Assert.Equal([PhotoWarning.Blurred], PhotoQuality.Assess(new(400, 400, pixels), Face, Straight));
    }

    [Fact]
    public void A_face_of_few_pixels_is_small() =>
        Assert.Equal([PhotoWarning.Small], PhotoQuality.Assess(Checkers(128, 60), new(100, 100, 60, 70), Straight));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    [InlineData(200, 100)]
    [InlineData(100, 200)]
    public void A_face_at_the_edge_is_cut_off(double x, double y) =>
        Assert.Equal([PhotoWarning.CutOff], PhotoQuality.Assess(Checkers(128, 60), new(x, y, 200, 200), Straight));

    [Fact]
    public void A_face_that_fills_the_photo_may_be_too_near() =>
        Assert.Equal([PhotoWarning.TooNear], PhotoQuality.Assess(Checkers(128, 60), new(80, 80, 240, 240), Straight));

    [Fact]
    public void A_turned_and_tilted_head_is_both() =>
        Assert.Equal(
            [PhotoWarning.Turned, PhotoWarning.Tilted],
            PhotoQuality.Assess(Checkers(128, 60), Face, Straight with { Yaw = -0.5, Roll = 0.4 }));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(25, 0, 0, PhotoWarning.Turned)]
    [InlineData(-25, 0, 0, PhotoWarning.Turned)]
    [InlineData(0, 30, 0, PhotoWarning.Turned)]
    [InlineData(0, 0, 20, PhotoWarning.Tilted)]
    public void A_measured_head_is_judged_by_its_turn_in_space(double yaw, double pitch, double roll, params PhotoWarning[] expected)
    {
        var pose = new HeadPose(double.DegreesToRadians(yaw), double.DegreesToRadians(pitch), double.DegreesToRadians(roll));

        Assert.Equal(expected, Assess(Outlines.Oval(70, 95, 0), pose, new(200, 200)));
    }

    [Fact]
    public void A_face_whose_outline_leaves_the_photo_is_cut_off() =>
        Assert.Equal([PhotoWarning.CutOff], Assess(Outlines.Oval(70, 95, 0), default, new(200, 90)));

    [Fact]
    public void A_small_outline_is_small_and_a_large_one_too_near()
    {
        Assert.Equal([PhotoWarning.Small], Assess(Outlines.Oval(35, 50, 0), default, new(200, 200)));
        Assert.Equal([PhotoWarning.TooNear], Assess(Outlines.Oval(125, 160, 0), default, new(200, 200)));
    }

    [Fact]
    public void Tone_does_not_depend_on_the_size_of_the_photo()
    {
        var small = FaceTone.Of(Checkers(128, 60), Face);
        var large = FaceTone.Of(Checkers(128, 60, 4), new(400, 400, 800, 800));
        Assert.Equal(small.Luminance, large.Luminance, 2.0);
        Assert.Equal(small.Sharpness, large.Sharpness, small.Sharpness * 0.2);
    }

    private static Raster Checkers(int mean, int contrast, int scale = 1)
    {
        var side = 400 * scale;
        var pixels = new byte[4 * side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
                pixels.AsSpan(4 * (y * side + x), 4).Fill((byte)(mean + ((x / (20 * scale) + y / (20 * scale)) % 2 * 2 - 1) * contrast));
        }

        return new(side, side, pixels);
    }

    private static IReadOnlyList<PhotoWarning> Assess(FaceOutlinePoints outline, HeadPose pose, Point at)
    {
        var photo = Checkers(128, 60);
        var placed = outline.Map(point => point + at);
        var none = new Measurement(1, 0);
        var measured = new MeasuredFace(
            Meshes.Drawn(at, 60, 0), placed, new(none, none, none, none, none, none, none, none, none, none), pose);
        return PhotoQuality.Assess(photo, FacePatch.Around(photo, Box.Around(placed.Points)), measured);
    }
}
