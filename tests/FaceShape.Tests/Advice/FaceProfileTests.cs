using FaceShape.Advice;
using FaceShape.Classification;
using FaceShape.Geometry;

namespace FaceShape.Tests.Advice;

public class FaceProfileTests
{
    private static readonly AttributeAnswer<JawType> Jaw = new(JawType.Soft, 0.6);
    private static readonly AttributeAnswer<FaceLength> Length = new(FaceLength.Long, 0.6);

    private static Classified Clear => new(Jaw, Length, Answer(0.1, 0.05, 0.2, 0.6, 0.05));

    [Fact]
    public void A_clear_answer_leaves_one_shape_in_question() =>
        Assert.Equal([Shape.Round], FaceProfile.From(new(Jaw, Length, Answer(0.1, 0.05, 0.2, 0.6, 0.05))).Shapes);

    [Fact]
    public void A_runner_up_that_is_nearly_as_likely_is_in_question_too() =>
        Assert.Equal([Shape.Round, Shape.Oval], FaceProfile.From(new(Jaw, Length, Answer(0.05, 0.05, 0.39, 0.46, 0.05))).Shapes);

    [Fact]
    public void When_the_shape_cannot_be_told_all_are_in_question() =>
        Assert.Equal(Enum.GetValues<Shape>(), FaceProfile.From(new(Jaw, Length, Answer(0.2, 0.15, 0.25, 0.3, 0.1))).Shapes);

    [Fact]
    public void Jaw_and_length_are_told_when_they_are_probable_enough()
    {
        Assert.Empty(FaceProfile.From(Clear).Traits);
        Assert.Equal(
            [FaceTrait.AngularJaw, FaceTrait.ShortFace],
            FaceProfile.From(Clear with { Jaw = new(JawType.Angular, 0.9), Length = new(FaceLength.Short, FaceProfile.Told) }).Traits);
    }

    [Theory]
    [InlineData(0.93, 0.88, FaceTrait.WideForehead)]
    [InlineData(0.80, 0.88, FaceTrait.NarrowForehead)]
    [InlineData(0.88, 0.93, FaceTrait.WideJaw)]
    [InlineData(0.88, 0.80, FaceTrait.NarrowJaw)]
    public void A_width_is_told_when_it_departs_by_more_than_its_error(double forehead, double jaw, FaceTrait trait)
    {
        Assert.Equal([trait], FaceProfile.From(Clear, Outline(forehead, jaw, 0.03)).Traits);
        Assert.Empty(FaceProfile.From(Clear, Outline(forehead, jaw, 0.2)).Traits);
    }

    [Fact]
    public void A_width_that_could_not_be_measured_is_not_told() =>
        Assert.Empty(FaceProfile.From(Clear, Outline(double.NaN, double.NaN, 0.03)).Traits);

    private static ShapeAnswer Answer(params double[] probabilities) => new(probabilities, 0.38);

    private static OutlineMeasurements Outline(double forehead, double jaw, double error)
    {
        var any = new Measurement(1, error);
        return new(any, any, any, any, any, any, any, new(forehead, error), new(jaw, error), any);
    }
}
