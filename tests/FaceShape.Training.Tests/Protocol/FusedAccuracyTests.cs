using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class FusedAccuracyTests
{
    [Fact]
    public void Errors_that_differ_from_photo_to_photo_vanish_as_photos_are_pooled()
    {
        // Right in three photos of five, and more sure when right.
        var people = Enumerable.Range(0, 30).SelectMany(person => Enumerable.Range(0, 5)
            .Select(photo => new Prediction(person, 0, photo < 3 ? [0.8, 0.15, 0.05] : [0.4, 0.5, 0.1]))).ToArray();
        var fused = FusedAccuracy.Of(people, 1);
        Assert.Equal([1, 3, 5, null], fused.Select(figure => figure.Photos));
        Assert.Equal(0.6, fused[0].Top1.Value, 12);
        Assert.True(fused[1].Top1.Value > fused[0].Top1.Value);
        Assert.Equal(1, fused[2].Top1.Value);
        Assert.Equal(1, fused[3].Top1.Value);
        Assert.Equal(1, fused[0].Top2.Value);
    }

    [Fact]
    public void Each_person_counts_once_however_many_photos()
    {
        var many = Enumerable.Repeat(new Prediction(0, 0, [0.9, 0.1]), 95);
        var few = Enumerable.Repeat(new Prediction(1, 0, [0.1, 0.9]), 5);
        Assert.Equal(0.5, FusedAccuracy.Of([.. many, .. few], 1)[0].Top1.Value, 12);
    }

    [Fact]
    public void People_with_few_photos_are_not_asked_about()
    {
        Prediction[] four = [.. Enumerable.Repeat(new Prediction(0, 0, [0.9, 0.1]), 4)];
        Assert.Empty(FusedAccuracy.Of(four, 1));
        Assert.Equal(0, FusedAccuracy.People(four));
        Assert.Equal(1, FusedAccuracy.People([.. four, four[0]]));
    }

    [Fact]
    public void People_whose_photos_carry_several_labels_can_be_left_out()
    {
        Prediction[] alike = [.. Enumerable.Repeat(new Prediction(0, 1, [0.9, 0.1]), 5)];
        Prediction[] mixed = [.. Enumerable.Repeat(new Prediction(1, 0, [0.9, 0.1]), 5), new(1, 1, [0.9, 0.1])];
        Assert.Equal(alike, FusedAccuracy.WithOneLabel([.. alike, .. mixed]));
    }
}
