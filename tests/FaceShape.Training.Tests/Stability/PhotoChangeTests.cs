using FaceShape.Classification;
using FaceShape.Imaging;
using FaceShape.Training.Stability;

namespace FaceShape.Training.Tests.Stability;

public class PhotoChangeTests
{
    [Fact]
    public void Each_change_has_a_name_of_its_own_and_leaves_the_photo_alone()
    {
        var photo = Ramp();
        var before = photo.Pixels.ToArray();

        Assert.Distinct(PhotoChange.All.Select(change => change.Name));
        Assert.All(PhotoChange.All, change => Assert.NotSame(photo, change.Apply(photo)));
        Assert.Equal(before, photo.Pixels);
    }

    [Theory]
    [InlineData("moved by 3, 0 %", 50, 40, 47, 40)]
    [InlineData("moved by 0, -3 %", 50, 40, 50, 42)]
    [InlineData("mirrored", 10, 40, 89, 40)]
    public void A_place_shows_what_was_elsewhere(string name, int x, int y, int fromX, int fromY)
    {
        var changed = Change(name, Ramp());

        Assert.Equal((100, 80), (changed.Width, changed.Height));
        Assert.Equal((2 * fromX, 2 * fromY), (changed.Pixels[4 * (y * 100 + x)], changed.Pixels[4 * (y * 100 + x) + 1]));
    }

    [Theory]
    [InlineData("turned by 10°", -1)]
    [InlineData("turned by -10°", 1)]
    public void Above_the_middle_of_a_photo_turned_clockwise_is_what_was_to_the_left(string name, int side)
    {
        var changed = Change(name, Ramp());

        // 30 pixels above the middle: from 30 sin 10 aside of it, 30 cos 10 above.
        var at = 4 * (10 * 100 + 50);
        Assert.Equal(2 * (50 + side * 5.2), changed.Pixels[at], 2.0);
        Assert.Equal(2 * (40 - 29.5), changed.Pixels[at + 1], 2.0);
    }

    [Theory]
    [InlineData("0.25 times as large", 25, 20)]
    [InlineData("4 times as large", 400, 320)]
    public void Scaling_keeps_places_and_averages(string name, int width, int height)
    {
        var changed = Change(name, Ramp());

        Assert.Equal((width, height), (changed.Width, changed.Height));
        Assert.Equal(100, changed.Pixels[4 * (height / 2 * width + width / 2)], 4.0);
    }

    [Theory]
    [InlineData(2501, 2500)] // 16 times as many pixels are more than 100 million
    [InlineData(17_000, 16)] // four times as long a side is longer than 65,535
    public void What_would_be_larger_than_photos_may_be_is_left_out(int width, int height) =>
        Assert.Null(PhotoChange.All.Single(change => change.Name == "4 times as large").Apply(new(width, height, new byte[4 * width * height])));

    [Fact]
    public void Light_grows_and_stops_at_white()
    {
        var white = Change("1.2 times as bright", new(1, 1, [100, 240, 0, 255]));

        Assert.Equal([120, 255, 0, 255], white.Pixels);
    }

    [Fact]
    public void Answers_are_the_same_when_they_lie_between_the_same_two()
    {
        ShapeAnswer heart = new([0.4, 0.35, 0.15, 0.05, 0.05], 0.3), oblong = new([0.35, 0.4, 0.15, 0.05, 0.05], 0.3);
        var sure = new ShapeAnswer([0.1, 0.7, 0.1, 0.05, 0.05], 0.3);

        Assert.True(StabilityService.Same(heart, oblong));
        Assert.True(StabilityService.Same(oblong, sure));
        Assert.False(StabilityService.Same(heart, sure));
    }

    [Fact]
    public void The_same_is_said_only_when_it_is_said_in_the_same_way()
    {
        ShapeAnswer between = new([0.4, 0.35, 0.15, 0.05, 0.05], 0.3), swapped = new([0.35, 0.4, 0.15, 0.05, 0.05], 0.3);
        ShapeAnswer other = new([0.4, 0.05, 0.35, 0.15, 0.05], 0.3), sure = new([0.7, 0.1, 0.1, 0.05, 0.05], 0.3), unsure = new([0.4, 0.35, 0.15, 0.05, 0.05], 0.5);

        Assert.True(StabilityService.SaidAlike(between, swapped));
        Assert.True(StabilityService.SaidAlike(sure, sure));
        Assert.True(StabilityService.SaidAlike(unsure, new([0.1, 0.4, 0.2, 0.2, 0.1], 0.5)));
        foreach (var one in new[] { other, sure, unsure }) Assert.False(StabilityService.SaidAlike(between, one));
        Assert.False(StabilityService.SaidAlike(sure, unsure));
    }

    private static Raster Change(string name, Raster photo) => PhotoChange.All.Single(change => change.Name == name).Apply(photo)!;

    /// <summary>Red counts columns by twos, green counts rows by twos.</summary>
    private static Raster Ramp() =>
        new(100, 80, [.. Enumerable.Range(0, 8000).SelectMany(at => (byte[])[(byte)(2 * (at % 100)), (byte)(2 * (at / 100)), 7, 255])]);
}
