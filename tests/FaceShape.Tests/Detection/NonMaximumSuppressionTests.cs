using FaceShape.Detection;
using FaceShape.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Detection;

public class NonMaximumSuppressionTests
{
    private static readonly Gen<DetectedFace[]> Detections =
        (from x in Gen.Choose(0, 60)
         from y in Gen.Choose(0, 60)
         from side in Gen.Choose(10, 40)
         from score in Gen.Choose(50, 100)
         select new DetectedFace(new(x, y, side, side), score / 100.0)).ArrayOf();

    [Fact]
    public void Of_boxes_on_one_face_only_the_surest_stays()
    {
        DetectedFace weak = new(new(0, 0, 100, 100), 0.7), strong = new(new(5, 5, 100, 100), 0.9), other = new(new(300, 0, 100, 100), 0.6);

        Assert.Equal([strong, other], NonMaximumSuppression.Apply([weak, other, strong], 0.5, 10));
    }

    [Fact]
    public void What_is_kept_does_not_overlap_and_is_sorted() =>
        Prop.ForAll(Detections.ToArbitrary(), faces =>
        {
            var kept = NonMaximumSuppression.Apply(faces, 0.5, int.MaxValue);
            for (var i = 0; i < kept.Count; i++)
            {
                if (i > 0 && kept[i].Score > kept[i - 1].Score) return false;
                for (var j = 0; j < i; j++)
                {
                    if (Box.IntersectionOverUnion(kept[i].Box, kept[j].Box) > 0.5) return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_dropped_overlaps_something_stronger_that_is_kept() =>
        Prop.ForAll(Detections.ToArbitrary(), faces =>
        {
            var kept = NonMaximumSuppression.Apply(faces, 0.5, int.MaxValue);
            return faces.All(face => kept.Contains(face)
                || kept.Any(other => other.Score >= face.Score && Box.IntersectionOverUnion(face.Box, other.Box) > 0.5));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_more_are_kept_than_asked_for() =>
        Assert.Single(NonMaximumSuppression.Apply([new(new(0, 0, 9, 9), 0.9), new(new(50, 0, 9, 9), 0.8)], 0.5, 1));

    [Fact]
    public void Nothing_in_gives_nothing_out() => Assert.Empty(NonMaximumSuppression.Apply([], 0.5, 10));
}
