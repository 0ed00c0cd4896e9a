using FaceShape.Classification;
using FaceShape.Geometry;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Geometry;

public class FaceMeasurementsTests
{
    private static readonly Gen<(double Scale, double Turn, double X, double Y)> Moves =
        from scale in Gen.Choose(20, 500)
        from turn in Gen.Choose(-60, 60)
        from x in Gen.Choose(-1000, 1000)
        from y in Gen.Choose(-1000, 1000)
        select (scale / 100.0, turn * Math.PI / 180, (double)x, (double)y);

    [Fact]
    public void Proportions_do_not_change_when_the_photo_is_moved_scaled_or_turned() =>
        Prop.ForAll(Moves.ToArbitrary(), move =>
        {
            var still = FaceMeasurements.From(Faces.Drawn);
            var moved = FaceMeasurements.From(Faces.Moved(move.Scale, move.Turn, move.X, move.Y));
            return Near(still.LengthToWidth, moved.LengthToWidth) && Near(still.JawToCheek, moved.JawToCheek)
                && Near(still.ChinToJaw, moved.ChinToJaw) && Near(still.JawAngle, moved.JawAngle) && Near(still.Yaw, moved.Yaw)
                && Near(move.Turn, moved.Roll);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Features_of_the_classifiers_do_not_change_when_the_photo_is_moved_scaled_or_turned() =>
        Prop.ForAll(Moves.ToArbitrary(), move =>
        {
            var still = GeometryFeatures.From(Faces.Drawn);
            var moved = GeometryFeatures.From(Faces.Moved(move.Scale, move.Turn, move.X, move.Y));
            return still.Zip(moved).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void There_are_as_many_features_as_said() => Assert.Equal(GeometryFeatures.Count, GeometryFeatures.From(Faces.Drawn).Length);

    [Fact]
    public void A_symmetric_face_looks_straight_ahead() => Assert.Equal(0, FaceMeasurements.From(Faces.Drawn).Yaw, 9);

    [Fact]
    public void A_nose_to_the_right_is_a_head_turned_to_the_right()
    {
        var turned = Faces.Map(p => p.Y is > 285 and < 352 && Math.Abs(p.X - 300) < 25 ? p with { X = p.X + 40 } : p);
        Assert.InRange(FaceMeasurements.From(turned).Yaw, 0.3, 0.5);
    }

    [Fact]
    public void A_stretched_face_is_longer() =>
        Assert.Equal(
            1.3 * FaceMeasurements.From(Faces.Drawn).LengthToWidth,
            FaceMeasurements.From(Faces.Map(p => p with { Y = p.Y * 1.3 })).LengthToWidth, 0.02);

    [Fact]
    public void Widths_are_those_of_the_drawn_half_ellipse()
    {
        var measured = FaceMeasurements.From(Faces.Drawn);
        Assert.Equal(200, measured.CheekWidth, 6);
        Assert.Equal(200 * Math.Cos(Math.PI / 4), measured.JawWidth, 6);
        Assert.Equal(200 * Math.Cos(3 * Math.PI / 8), measured.ChinWidth, 6);
        Assert.InRange(measured.JawAngle, Math.PI / 2, Math.PI);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;
}
