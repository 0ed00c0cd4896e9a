using FaceShape.Classification;

namespace FaceShape.Tests.Classification;

public class PhotoFusionTests
{
    [Fact]
    public void One_photo_keeps_its_answer()
    {
        var fused = PhotoFusion.Fuse([Photo(0, 0.5, 0.2, 0.15, 0.1, 0.05)]);

        Assert.Equal((1, 1), (fused.Photos, fused.Different));
        Assert.Equal(1, fused.Worth, 9);
        AssertProbabilities([0.5, 0.2, 0.15, 0.1, 0.05], fused.Answer.Shape);
        Assert.Equal(0.7, fused.Answer.Jaw.Probability, 9);
    }

    [Fact]
    public void Photos_that_agree_make_the_answer_surer_but_less_than_independent_ones_would()
    {
        double[] single = [0.5, 0.2, 0.15, 0.1, 0.05];
        var fused = PhotoFusion.Fuse([Photo(0, single), Photo(1, single), Photo(2, single)]);
        var independent = Math.Pow(0.5, 3) / single.Sum(probability => Math.Pow(probability, 3));

        Assert.InRange(fused.Answer.Shape.Probability, 0.51, independent - 0.05);
        Assert.InRange(fused.Answer.Jaw.Probability, 0.71, 0.9);
        Assert.InRange(fused.Worth, 1, 3);
    }

    [Fact]
    public void However_many_photos_there_are_they_are_worth_a_few()
    {
        Assert.Equal(1, PhotoFusion.Worth(1), 9);
        Assert.True(PhotoFusion.Worth(5) > PhotoFusion.Worth(4));
        Assert.InRange(PhotoFusion.Worth(1_000_000), 1, 1 / PhotoFusion.Correlation + 1e-3);
    }

    [Fact]
    public void Copies_of_one_photo_count_once()
    {
        var first = Photo(0, 0.6, 0.1, 0.1, 0.1, 0.1);
        var second = Photo(1, 0.1, 0.6, 0.1, 0.1, 0.1);
        var copy = Photo(1.05, 0.1, 0.6, 0.1, 0.1, 0.1);

        var fused = PhotoFusion.Fuse([first, second, copy, copy]);

        Assert.Equal((4, 2), (fused.Photos, fused.Different));
        Assert.Equal(fused.Answer.Shape.Probabilities[0], fused.Answer.Shape.Probabilities[1], 9);
        AssertProbabilities([.. PhotoFusion.Fuse([first, second]).Answer.Shape.Probabilities], fused.Answer.Shape);
    }

    [Fact]
    public void Photos_that_contradict_each_other_leave_the_answer_open()
    {
        var fused = PhotoFusion.Fuse([Photo(0, 0.6, 0.1, 0.1, 0.1, 0.1), Photo(1, 0.1, 0.6, 0.1, 0.1, 0.1)]);

        Assert.True(fused.Answer.Shape.IsClose);
    }

    [Fact]
    public void The_order_of_photos_does_not_matter()
    {
        PhotoEvidence[] photos = [Photo(0, 0.6, 0.1, 0.1, 0.1, 0.1), Photo(1, 0.1, 0.5, 0.2, 0.1, 0.1), Photo(2, 0.2, 0.2, 0.2, 0.3, 0.1)];

        var there = PhotoFusion.Fuse(photos);
        var back = PhotoFusion.Fuse([.. photos.Reverse()]);

        AssertProbabilities([.. there.Answer.Shape.Probabilities], back.Answer.Shape);
    }

    [Fact]
    public void A_probability_of_zero_does_not_decide_alone()
    {
        var fused = PhotoFusion.Fuse([Photo(0, 1, 0, 0, 0, 0), Photo(1, 0, 1, 0, 0, 0)]);

        Assert.All(fused.Answer.Shape.Probabilities, probability => Assert.True(double.IsFinite(probability)));
        Assert.Equal(0.5, fused.Answer.Shape.Probabilities[0], 3);
    }

    [Fact]
    public void Thresholds_stay_with_the_answer()
    {
        var shape = PhotoFusion.Fuse([Photo(0, 0.3, 0.2, 0.2, 0.2, 0.1)]).Answer.Shape;

        Assert.True(shape.Abstained);
        Assert.Equal([Shape.Heart, Shape.Oblong, Shape.Oval, Shape.Round], shape.Likely);
    }

    [Fact]
    public void No_photos_cannot_be_fused() => Assert.Throws<ArgumentException>(() => PhotoFusion.Fuse([]));

    private static PhotoEvidence Photo(double descriptor, params double[] shape) =>
        new(
            new(new(JawType.Soft, 0.7), new(FaceLength.Long, 0.6), new(shape, abstainBelow: 0.35, likelyFrom: 0.15)),
            [(float)descriptor, 0, 0]);

    private static void AssertProbabilities(double[] expected, ShapeAnswer shape)
    {
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], shape.Probabilities[i], 9);
        Assert.Equal(1, shape.Probabilities.Sum(), 9);
    }
}
