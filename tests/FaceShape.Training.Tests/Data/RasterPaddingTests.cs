using FaceShape.Imaging;
using FaceShape.Training.Data;

namespace FaceShape.Training.Tests.Data;

public sealed class RasterPaddingTests
{
    [Theory]
    [InlineData(PadFill.Black, 0, 0)]
    [InlineData(PadFill.Mean, 45, 45)]
    [InlineData(PadFill.Edge, 10, 80)]
    public void Room_of_a_fraction_of_the_longer_side_is_added_on_every_side(PadFill fill, byte topLeft, byte bottomRight)
    {
        var picture = Grey(4, 2, 10, 20, 30, 40, 50, 60, 70, 80);
        var padded = picture.Pad(0.5, fill);
        Assert.Equal((8, 6), (padded.Width, padded.Height));
        Assert.Equal(topLeft, At(padded, 0, 0));
        Assert.Equal(bottomRight, At(padded, 7, 5));
        for (var y = 0; y < 2; y++)
        {
            for (var x = 0; x < 4; x++) Assert.Equal(At(picture, x, y), At(padded, x + 2, y + 2));
        }

        for (var i = 3; i < padded.Pixels.Length; i += 4) Assert.Equal(255, padded.Pixels[i]);
    }

    [Fact]
    public void No_padding_leaves_the_picture_alone()
    {
        var picture = Grey(2, 1, 1, 2);
        Assert.Same(picture, picture.Pad(0, PadFill.Edge));
    }

    [Fact]
    public void A_mirror_swaps_left_and_right_only()
    {
        var mirrored = Grey(3, 2, 1, 2, 3, 4, 5, 6).Mirror();
        Assert.Equal([3, 2, 1, 6, 5, 4], Enumerable.Range(0, 6).Select(i => mirrored.Pixels[4 * i]));
        Assert.Equal(Grey(3, 2, 1, 2, 3, 4, 5, 6).Pixels, mirrored.Mirror().Pixels);
    }

    private static Raster Grey(int width, int height, params byte[] values) =>
        new(width, height, [.. values.SelectMany(value => (byte[])[value, value, value, 255])]);

    private static byte At(Raster picture, int x, int y) => picture.Pixels[4 * (y * picture.Width + x)];
}
