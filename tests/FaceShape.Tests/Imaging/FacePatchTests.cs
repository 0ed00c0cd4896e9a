using FaceShape.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Imaging;

public class FacePatchTests
{
    /// <summary>Farther than a square reaches outside.</summary>
    private const int Margin = 128;

    private static readonly ChannelScaling Plain = new(0, 0, 0, 1);

    [Fact]
    public void A_level_square_of_whole_pixels_gives_those_pixels()
    {
        var tensor = Whole(Ramp()).Sample(new(new(5, 4), 4, 0), 4, Plain);

        Assert.Equal([1, 3, 4, 4], tensor.Shape);
        Assert.Equal([3f, 4, 5, 6], tensor.Data[..4]);
        Assert.Equal([20f, 20, 20, 20], tensor.Data[16..20]);
    }

    [Fact]
    public void A_quarter_turn_reads_columns_from_below()
    {
        var tensor = Whole(Ramp()).Sample(new(new(5, 4), 4, Math.PI / 2), 4, Plain);

        // Its upper side leans down to the right: it begins at the top right of the level square.
        Assert.Equal([6f, 6, 6, 6], tensor.Data[..4]);
        Assert.Equal([20f, 30, 40, 50], tensor.Data[16..20]);
    }

    [Fact]
    public void Between_pixels_colours_are_blended()
    {
        var tensor = Whole(Ramp()).Sample(new(new(5.5, 4.25), 4, 0), 4, Plain);

        Assert.Equal([3.5f, 4.5f, 5.5f, 6.5f], tensor.Data[..4]);
        Assert.Equal([22.5f, 22.5f, 22.5f, 22.5f], tensor.Data[16..20]);
    }

    [Fact]
    public void A_large_face_is_averaged_not_thinned_out()
    {
        var photo = Paint(700, 700, (x, _) => (byte)(x % 2 * 200));

        var tensor = FacePatch.Around(photo, new(94, 94, 512, 512)).Sample(new(new(350, 350), 600, 0), 150, Plain);

        Assert.All(tensor.Data[..(150 * 150)], red => Assert.Equal(100, red, 1f));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(640)]
    [InlineData(1000)]
    public void Places_are_those_of_the_photo_however_much_the_patch_was_shrunk(double faceSide)
    {
        // Red grows by one every four columns.
        var photo = Paint(1000, 1000, (x, _) => (byte)(x / 4));
        var face = new Box(500 - faceSide / 2, 480 - faceSide / 2, faceSide, faceSide);

        var tensor = FacePatch.Around(photo, face).Sample(new(new(500, 480), faceSide / 2, 0), 10, Plain);

        for (var i = 0; i < 10; i++) Assert.Equal((500 + faceSide / 2 * ((i + 0.5) / 10 - 0.5)) / 4 - 0.5, tensor.Data[i], 1.5f);
    }

    [Fact]
    public void Outside_of_the_photo_its_border_goes_on()
    {
        var tensor = Whole(Ramp()).Sample(new(new(-20, -20), 4, 0.3), 2, Plain);
        var corner = FacePatch.Around(Paint(600, 600, (x, y) => (byte)(x + y < 8 ? 9 : 0)), new(-200, -200, 400, 400))
            .Sample(new(new(-300, -300), 40, 0.3), 2, Plain);

        Assert.Equal([0f, 0, 0, 0], tensor.Data[..4]);
        Assert.Equal([9f, 9, 9, 9], corner.Data[..4]);
    }

    [Theory]
    [InlineData(-5000, -5000, 900, 900)]
    [InlineData(9, 7, 4000, 4000)]
    [InlineData(3, 3, 0, 0)]
    public void A_box_far_outside_or_without_area_still_gives_a_patch(double x, double y, double width, double height)
    {
        var tensor = FacePatch.Around(Ramp(), new(x, y, width, height)).Sample(new(new(5, 4), 4, 0), 4, Plain);

        Assert.All(tensor.Data, value => Assert.InRange(value, 0, 70));
    }

    [Fact]
    public void Channels_are_scaled()
    {
        var tensor = Whole(Ramp()).Sample(new(new(5, 4), 4, 0), 4, new(1, 0, 0, 2));

        Assert.Equal([1f, 1.5f, 2, 2.5f], tensor.Data[..4]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_shrunk_picture_holds_the_means_of_its_squares(int factor)
    {
        var random = new Random(factor);
        var picture = Paint(53, 41, (_, _) => (byte)random.Next(256));

        var shrunk = BoxShrinker.Shrink(picture, 5, 4, 40, 30, factor);

        Assert.Equal((40 / factor, 30 / factor), (shrunk.Width, shrunk.Height));
        for (var y = 0; y < shrunk.Height; y++)
        {
            for (var x = 0; x < shrunk.Width; x++)
            {
                var mean = Enumerable.Range(0, factor * factor)
                    .Average(i => picture.Pixels[4 * ((4 + y * factor + i / factor) * 53 + 5 + x * factor + i % factor)]);
                Assert.Equal(mean, shrunk.Pixels[4 * (y * shrunk.Width + x)], 0.51);
            }
        }
    }

    [Fact]
    public void A_square_that_reaches_outside_gives_to_the_bit_what_a_photo_whose_border_goes_on_gives() => Prop.ForAll(
        (from x in Gen.Choose(-30, 90)
         from y in Gen.Choose(-30, 80)
         from side in Gen.Choose(1, 120)
         from roll in Gen.Choose(-180, 180)
         select new TurnedSquare(new(x + 0.3, y + 0.7), side * 0.77, roll * Math.PI / 180)).ToArbitrary(),
        square =>
        {
            var random = new Random(1);
            var photo = Paint(61, 47, () => (byte)random.Next(256));
            var larger = new Raster(61 + 2 * Margin, 47 + 2 * Margin, [.. from y in Enumerable.Range(-Margin, 47 + 2 * Margin)
                from x in Enumerable.Range(-Margin, 61 + 2 * Margin)
                from channel in Enumerable.Range(0, 4)
                select photo.Pixels[4 * (Math.Clamp(y, 0, 46) * 61 + Math.Clamp(x, 0, 60)) + channel]]);

            var tensor = Whole(photo).Sample(square, 16, ChannelScaling.DlibMean);

            // A face of this size is not shrunk.
            var inside = FacePatch.Around(larger, new(0, 0, 100, 100));
            Assert.Equal(inside.Sample(square with { Center = square.Center + new Point(Margin, Margin) }, 16, ChannelScaling.DlibMean).Data, tensor.Data);
        }).QuickCheckThrowOnFailure();

    private static FacePatch Whole(Raster photo) => FacePatch.Around(photo, new(0, 0, photo.Width, photo.Height));

    private static Raster Paint(int width, int height, Func<int, int, byte> red) =>
        new(width, height, [.. Enumerable.Range(0, width * height).SelectMany(at => (byte[])[red(at % width, at / width), 0, 0, 255])]);

    private static Raster Paint(int width, int height, Func<byte> colour) =>
        new(width, height, [.. Enumerable.Range(0, 4 * width * height).Select(_ => colour())]);

    /// <summary>Red counts columns, green counts rows by tens.</summary>
    private static Raster Ramp() =>
        new(10, 8, [.. Enumerable.Range(0, 80).SelectMany(at => (byte[])[(byte)(at % 10), (byte)(10 * (at / 10)), 7, 255])]);
}
