using FaceShape.Geometry;
using FaceShape.Imaging;
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
}
