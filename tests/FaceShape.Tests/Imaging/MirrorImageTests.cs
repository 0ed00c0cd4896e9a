using FaceShape.Detection;
using FaceShape.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Imaging;

public class MirrorImageTests
{
    private static readonly ChannelScaling Plain = new(0, 0, 0, 1);

    [Fact]
    public void Of_a_photo_and_its_mirror_image_networks_see_the_same_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes.Length > 0).SelectMany(
            bytes => Gen.Choose(1, 9).SelectMany(width => Gen.Choose(1, 9).Select(height => Photo(width, height, bytes)))).ToArbitrary(),
        photo => !(MirrorImage.IsSeen(photo) && MirrorImage.IsSeen(Mirrors.Of(photo)))));

    [Fact]
    public void Its_brighter_half_is_at_the_left()
    {
        var photo = Shades(301, 200);

        Assert.True(MirrorImage.IsSeen(photo));
        Assert.False(MirrorImage.IsSeen(Mirrors.Of(photo)));
        Assert.False(MirrorImage.IsSeen(new(3, 3, new byte[36])));
    }

    [Theory]
    [InlineData(301, 200, SquarePlacement.Centred, 128)]
    [InlineData(120, 233, SquarePlacement.Centred, 64)]
    [InlineData(64, 33, SquarePlacement.TopLeft, 90)]
    public void Sampled_in_the_mirror_a_photo_gives_what_its_mirror_image_gives_to_the_bit(int width, int height, SquarePlacement placement, int size)
    {
        var photo = Shades(width, height);
        var whole = new Box(0, 0, width, height);

        Assert.Equal(
            SquareSampler.Sample(Mirrors.Of(photo), whole, placement, size, Plain).Data,
            SquareSampler.Sample(photo, whole, placement, size, Plain, mirrored: true).Data);
    }

    [Theory]
    [InlineData(700, 500, 180.3, 400.7)]
    [InlineData(701, 500, 77, 620)]
    [InlineData(333, 400, -20, 300)]
    public void A_patch_of_the_mirror_image_is_the_mirror_image_of_the_patch(int width, int height, double x, double side)
    {
        var photo = Shades(width, height);
        var mirrored = Mirrors.Of(photo);
        var face = new Box(x, 40, side, side * 0.9);
        var square = new TurnedSquare(new(x + side / 2, 250), side, 0.2);
        var opposite = new TurnedSquare(new(width - square.Center.X, 250), side, -0.2);

        var seen = FacePatch.Around(photo, face).Sample(square, 48, Plain).Data;
        var inMirror = FacePatch.Around(mirrored, Mirrors.Of(face, photo)).Sample(opposite, 48, Plain).Data;

        // Positions are whole 64ths of a pixel, rounded one way or the other.
        Assert.Equal(seen, Mirrors.Of(inMirror, 48), (a, b) => Math.Abs(a - b) < 4);
        Assert.InRange(seen.Zip(Mirrors.Of(inMirror, 48), (a, b) => Math.Abs(a - b)).Average(), 0, 0.2);
    }

    [Fact]
    public async Task The_light_detector_sees_both_alike_and_finds_the_face_where_each_has_it()
    {
        List<float[]> inputs = [];
        var numbers = new float[16 * BlazeFace.Anchors()];
        var scores = new float[BlazeFace.Anchors()];
        scores[600] = 0.9f;
        // Centre, size, two eyes of which the second lies lower, and a nose right of their middle, from the anchor.
        float[] face = [5, 4, 60, 40, -15, -8, 15, -2, 3, 3];
        face.CopyTo(numbers, 16 * 600);
        using var model = new MadeUpNetwork("blazeface", given =>
        {
            inputs.Add([.. given[0].Data]);
            return [new([1, BlazeFace.Anchors(), 16], numbers), new([1, BlazeFace.Anchors()], scores)];
        });
        var photo = Shades(401, 300);
        var detector = new BlazeFace(model);

        var found = Assert.Single(await detector.DetectAsync(photo, TestContext.Current.CancellationToken));
        var opposite = Assert.Single(await detector.DetectAsync(Mirrors.Of(photo), TestContext.Current.CancellationToken));

        Assert.Equal(inputs[0], inputs[1]);
        Assert.Equal((-1, 1), (found.NoseSide, opposite.NoseSide));
        Assert.Equal(-Math.Atan2(6, 30), found.Roll, 6);
        Assert.Equal(found, opposite.InMirror(photo.Width));
    }

    /// <summary>Brighter to the right, and unlike itself in each row.</summary>
    private static Raster Shades(int width, int height) => new(width, height, [
        .. Enumerable.Range(0, width * height).SelectMany(at =>
        {
            int x = at % width, y = at / width;
            return (byte[])[(byte)(200 * x / width + y % 5), (byte)(100 * x / width + 90 * y / height), (byte)(40 + 30 * Math.Sin(x / 9.0) + y % 3), 255];
        }),
    ]);

    private static Raster Photo(int width, int height, byte[] bytes) =>
        new(width, height, [.. Enumerable.Range(0, 4 * width * height).Select(i => bytes[i * 7 % bytes.Length])]);
}
