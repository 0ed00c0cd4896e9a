using FaceShape.Imaging;

namespace FaceShape.Tests.Imaging;

public class TurnedSquareTests
{
    private static readonly ChannelScaling Plain = new(0, 0, 0, 1);

    [Fact]
    public void A_level_square_of_whole_pixels_gives_those_pixels()
    {
        var tensor = new TurnedSquare(new(5, 4), 4, 0).Sample(Ramp(), 4, Plain);

        Assert.Equal([1, 3, 4, 4], tensor.Shape);
        Assert.Equal([3f, 4, 5, 6], tensor.Data[..4]);
        Assert.Equal([20f, 20, 20, 20], tensor.Data[16..20]);
    }

    [Fact]
    public void A_quarter_turn_reads_columns_from_below()
    {
        var tensor = new TurnedSquare(new(5, 4), 4, Math.PI / 2).Sample(Ramp(), 4, Plain);

        // Its upper side leans down to the right: it begins at the top right of the level square.
        Assert.Equal([6f, 6, 6, 6], tensor.Data[..4].Select(value => MathF.Round(value, 3)));
        Assert.Equal([20f, 30, 40, 50], tensor.Data[16..20].Select(value => MathF.Round(value, 3)));
    }

    [Fact]
    public void Large_squares_are_averaged_not_thinned_out()
    {
        var photo = new Raster(64, 64, [.. Enumerable.Range(0, 64 * 64).SelectMany(at => (byte[])[(byte)(at % 2 * 200), 0, 0, 255])]);

        var tensor = new TurnedSquare(new(32, 32), 64, 0).Sample(photo, 8, Plain);

        Assert.All(tensor.Data[..64], red => Assert.Equal(100, red, 1f));
    }

    [Fact]
    public void Outside_of_the_photo_its_border_goes_on()
    {
        var tensor = new TurnedSquare(new(-20, -20), 4, 0.3).Sample(Ramp(), 2, Plain);

        Assert.Equal([0f, 0, 0, 0], tensor.Data[..4]);
    }

    [Fact]
    public void Channels_are_scaled()
    {
        var tensor = new TurnedSquare(new(5, 4), 4, 0).Sample(Ramp(), 4, new(1, 0, 0, 2));

        Assert.Equal([1f, 1.5f, 2, 2.5f], tensor.Data[..4]);
    }

    /// <summary>Red counts columns, green counts rows by tens.</summary>
    private static Raster Ramp() =>
        new(10, 8, [.. Enumerable.Range(0, 80).SelectMany(at => (byte[])[(byte)(at % 10), (byte)(10 * (at / 10)), 7, 255])]);
}
