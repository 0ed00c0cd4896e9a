using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class AgreementTests
{
    private static readonly double[] Zero = [0.6, 0.3, 0.1];
    private static readonly double[] ZeroThenTwo = [0.6, 0.1, 0.3];
    private static readonly double[] One = [0.3, 0.6, 0.1];

    [Fact]
    public void Pairs_are_counted_within_people_and_people_once_or_by_their_pairs()
    {
        // Person 0: answers 0, 0, 1 (one pair of three agrees); person 1: 1, 1 (all agree); person 2 has one photo.
        var agreement = Agreement.Of([At(0, Zero), At(0, Zero), At(0, One), At(1, One), At(1, One), At(2, Zero)], 1)!;
        Assert.Equal((2, 4L), (agreement.People, agreement.Pairs));
        Assert.Equal(2.0 / 4, agreement.PerPair.Value, 12);
        Assert.Equal((1.0 / 3 + 1) / 2, agreement.PerPerson.Value, 12);
        Assert.InRange(agreement.PerPerson.Value, agreement.PerPerson.Interval[0], agreement.PerPerson.Interval[1]);
    }

    [Fact]
    public void A_photo_without_an_answer_counts_among_all_pairs_but_not_among_the_answered()
    {
        var agreement = Agreement.Of([At(0, Zero), At(0, Zero), At(0, One, abstained: true), At(1, Zero, abstained: true), At(1, One)], 1)!;
        Assert.Equal((4L, 1L), (agreement.Pairs, agreement.AnsweredPairs));
        Assert.Equal((1.0 / 3 + 0) / 2, agreement.PerPerson.Value, 12);
        Assert.Equal(1, agreement.Answered!.Value, 12);
    }

    [Fact]
    public void Where_every_answer_is_cant_tell_the_answered_have_no_figure() =>
        Assert.Null(Agreement.Of([At(0, Zero, abstained: true), At(0, Zero, abstained: true)], 1)!.Answered);

    [Fact]
    public void Answers_that_lie_between_two_do_not_count_among_those_that_name_one_shape()
    {
        double[] close = [0.4, 0.5, 0.1];
        var agreement = Agreement.Of([At(0, Zero), At(0, Zero), At(0, close), At(1, Zero), At(1, One), At(1, One, abstained: true)], 1)!;
        Assert.Equal((6L, 4L, 2L), (agreement.Pairs, agreement.AnsweredPairs, agreement.OneShapePairs));
        Assert.Equal((1 + 0) / 2.0, agreement.OneShape!.Value, 12);
        Assert.Null(Agreement.Of([At(0, close), At(0, close)], 1)!.OneShape);
    }

    [Fact]
    public void Two_answers_are_near_when_each_comes_first_or_second_in_the_other()
    {
        // Each is the other's second; the second of one alone is not enough.
        Assert.Equal(1, Agreement.Of([At(0, Zero), At(0, One)], 1)!.AmongFirstTwo.Value, 12);
        Assert.Equal(0, Agreement.Of([At(0, ZeroThenTwo), At(0, One)], 1)!.AmongFirstTwo.Value, 12);
    }

    [Fact]
    public void Nobody_with_two_photos_gives_no_figure() => Assert.Null(Agreement.Of([At(0, Zero), At(1, Zero)], 1));

    private static PhotoAnswer At(int person, double[] probabilities, bool abstained = false) =>
        new(0, 0, new(person, 0, probabilities), null, abstained, null);
}
