using FaceShape.Classification;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Classification;

public class ShapeAnswerTests
{
    [Fact]
    public void The_first_two_are_the_most_probable_two() =>
        Prop.ForAll(Gen.Choose(1, 1000).ArrayOf(5).ToArbitrary(), weights =>
        {
            var probabilities = Array.ConvertAll(weights, weight => weight / (double)weights.Sum());
            var answer = new ShapeAnswer(probabilities, 0);
            var others = probabilities.Where((_, i) => i != (int)answer.Label && i != (int)answer.Second).Max();
            return answer.Label != answer.Second && answer.Probability == probabilities.Max()
                && probabilities[(int)answer.Second] >= others;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.39, false)]
    [InlineData(0.41, true)]
    public void It_abstains_below_the_threshold(double threshold, bool abstains) =>
        Assert.Equal(abstains, new ShapeAnswer([0.1, 0.2, 0.4, 0.2, 0.1], threshold).Abstained);

    [Fact]
    public void Labels_are_in_the_order_of_the_probabilities()
    {
        var answer = new ShapeAnswer([0.05, 0.1, 0.5, 0.05, 0.3], 0);
        Assert.Equal((Shape.Oval, Shape.Square), (answer.Label, answer.Second));
    }

    [Fact]
    public void Likely_shapes_come_the_likeliest_first_and_are_never_none()
    {
        double[] probabilities = [0.2, 0.1, 0.3, 0.3, 0.1];

        Assert.Equal([Shape.Oval, Shape.Round, Shape.Heart], new ShapeAnswer(probabilities, 0, 0.15).Likely);
        Assert.Equal([Shape.Oval], new ShapeAnswer(probabilities, 0, 0.9).Likely);
        Assert.Equal(5, new ShapeAnswer(probabilities, 0).Likely.Count);
    }

    [Theory]
    [InlineData(0.43, 0.28, false)]
    [InlineData(0.41, 0.28, true)]
    [InlineData(0.35, 0.35, true)]
    public void It_lies_between_the_first_two_when_these_are_about_as_likely(double first, double second, bool close)
    {
        var other = (1 - first - second) / 3;

        Assert.Equal(close, new ShapeAnswer([first, second, other, other, other], 0).IsClose);
    }
}
