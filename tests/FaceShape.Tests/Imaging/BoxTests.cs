using FaceShape.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Imaging;

public class BoxTests
{
    private static readonly Gen<Box> Boxes =
        from x in Gen.Choose(-500, 500)
        from y in Gen.Choose(-500, 500)
        from width in Gen.Choose(1, 500)
        from height in Gen.Choose(1, 500)
        select new Box(x / 3.0, y / 3.0, width / 3.0, height / 3.0);

    [Fact]
    public void Intersection_over_union_is_symmetric_and_between_0_and_1() =>
        Prop.ForAll(Boxes.Two().ToArbitrary(), pair =>
        {
            var iou = Box.IntersectionOverUnion(pair.Item1, pair.Item2);
            return iou is >= 0 and <= 1 && Math.Abs(iou - Box.IntersectionOverUnion(pair.Item2, pair.Item1)) < 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_box_overlaps_itself_wholly() =>
        Prop.ForAll(Boxes.ToArbitrary(), box => Math.Abs(Box.IntersectionOverUnion(box, box) - 1) < 1e-9).QuickCheckThrowOnFailure();

    [Fact]
    public void Moving_both_boxes_changes_nothing() =>
        Prop.ForAll(Boxes.Two().ToArbitrary(), pair =>
        {
            static Box Move(Box box) => box with { X = box.X + 17.25, Y = box.Y - 3.5 };
            var before = Box.IntersectionOverUnion(pair.Item1, pair.Item2);
            return Math.Abs(before - Box.IntersectionOverUnion(Move(pair.Item1), Move(pair.Item2))) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_overlapping_squares_share_a_third() =>
        Assert.Equal(1.0 / 3, Box.IntersectionOverUnion(new(0, 0, 2, 2), new(1, 0, 2, 2)), 12);

    [Fact]
    public void Clipping_stays_inside_the_picture_in_whole_pixels() =>
        Prop.ForAll(Boxes.ToArbitrary(), box =>
        {
            var clipped = box.ClipFloored(100, 80);
            return clipped.Width == 0 || clipped.Height == 0
                || (clipped.X >= 0 && clipped.Y >= 0 && clipped.Right <= 100 && clipped.Bottom <= 80
                    && clipped == new Box(Math.Floor(clipped.X), Math.Floor(clipped.Y), Math.Floor(clipped.Width), Math.Floor(clipped.Height)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clipping_floors_each_number_by_itself_as_face_api_does() =>
        Assert.Equal(new(10, 20, 30, 40), new Box(10.9, 20.9, 30.9, 40.9).ClipFloored(1000, 1000));
}
