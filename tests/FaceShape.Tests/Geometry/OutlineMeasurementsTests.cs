using FaceShape.Geometry;

namespace FaceShape.Tests.Geometry;

public class OutlineMeasurementsTests
{
    private static readonly float[] Errors = [0.02f, 0.03f, 0.04f, 0.05f, 0.06f, 0.1f, 0.11f, 0.12f, 0.13f, 0.14f];

    [Fact]
    public void Lengths_are_in_pixels_with_errors_that_grow_with_them_and_ratios_are_not()
    {
        var outline = Outlines.Oval(1, 1.4, middle: 0.3);

        var small = OutlineMeasurements.From(new(new(new(50, 50), 10, 0.2), outline, Errors));
        var large = OutlineMeasurements.From(new(new(new(500, 500), 100, -0.2), outline, Errors));

        Assert.Equal(28, small.FaceLength.Value, 6);
        Assert.Equal(280, large.FaceLength.Value, 6);
        Assert.Equal(28 * 0.02, small.FaceLength.Error, 6);
        Assert.Equal(1.4, small.LengthToWidth.Value, 0.02);
        Assert.Equal(small.JawToCheek.Value, large.JawToCheek.Value, 9);
        Assert.Equal(0.13, large.JawToCheek.Error, 6);
        Assert.Equal(0.1, large.JawAngle.Error, 6);
    }

    [Fact]
    public void Widths_are_those_of_the_oval_at_their_heights()
    {
        var face = OutlineMeasurements.Measure(Outlines.Oval(1, 1.4, middle: 0.3));

        Assert.Equal(2 * Width(-0.6), face[1], 0.05);
        Assert.Equal(2, face[2], 0.02);
        Assert.Equal(2 * Width(1), face[3], 0.05);
        Assert.Equal(2 * Width(1.5), face[4], 0.05);

        static double Width(double height) => Math.Sqrt(1 - Math.Pow((height - 0.3) / 1.4, 2));
    }

    [Fact]
    public void A_more_angular_jaw_has_a_smaller_angle()
    {
        var soft = Outlines.Oval(1, 1.4, middle: 0.3);
        var angular = soft.Map(point => point.Y is > 0.5 and < 1.1 ? point with { X = Math.Sign(point.X) } : point);

        Assert.True(OutlineMeasurements.Measure(angular)[5] < OutlineMeasurements.Measure(soft)[5] - 0.05);
    }

    [Fact]
    public void What_cannot_be_measured_is_not_a_number()
    {
        var tiny = OutlineMeasurements.Measure(Outlines.Oval(0.3, 0.4));

        Assert.Equal(double.NaN, tiny[3]);
        Assert.Equal(double.NaN, tiny[8]);
        Assert.True(double.IsFinite(tiny[6]));
    }
}
