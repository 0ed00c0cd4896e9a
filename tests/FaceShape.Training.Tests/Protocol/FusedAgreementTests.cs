using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class FusedAgreementTests
{
    private static readonly double[] Zero = [0.7, 0.2, 0.1];
    private static readonly double[] One = [0.3, 0.6, 0.1];

    [Fact]
    public void Groups_agree_more_often_than_photos_where_photos_differ_by_chance()
    {
        // Seven photos of ten say the one, three less surely the other.
        var people = Enumerable.Range(0, 20).SelectMany(person => Enumerable.Range(0, 10).Select(photo => At(person, photo < 7 ? Zero : One))).ToArray();
        var groups = FusedAgreement.Of(people, 1);
        Assert.Equal([1, 3, 5], groups.Select(group => group.Photos));
        Assert.All(groups, group => Assert.Equal(20, group.People));

        // Of 45 pairs 21 + 3 agree. Two of the three are needed to win a group of three, which one of two groups in 44 of 120 deals has; in a
        // group of five they never win.
        Assert.Equal(24.0 / 45, groups[0].Same.Value, 0.06);
        Assert.Equal(1 - 44.0 / 120, groups[1].Same.Value, 0.06);
        Assert.Equal(1, groups[2].Same.Value);
        Assert.InRange(groups[0].Same.Value, groups[0].Same.Interval[0], groups[0].Same.Interval[1]);
    }

    [Fact]
    public void No_photo_is_in_both_groups()
    {
        // One photo alone says the other, and is sure enough to win any group: two groups of five are all ten photos, so that one of them has it.
        var person = Enumerable.Range(0, 10).Select(photo => At(0, photo > 0 ? Zero : [0, 1, 0])).ToArray();
        Assert.Equal(0, FusedAgreement.Of(person, 1)[2].Same.Value);
    }

    [Fact]
    public void People_without_photos_for_two_groups_of_the_largest_size_are_not_asked_about()
    {
        Prediction[] nine = [.. Enumerable.Repeat(At(0, Zero), 9)];
        Assert.Empty(FusedAgreement.Of(nine, 1));
        Assert.Equal(1, FusedAgreement.Of([.. nine, At(0, Zero), .. nine.Select(photo => photo with { Person = 1 })], 1)[0].People);
    }

    [Fact]
    public void The_same_seed_gives_the_same_share()
    {
        var people = Enumerable.Range(0, 60).Select(photo => At(photo % 5, photo % 3 > 0 ? Zero : One)).ToArray();
        Assert.Equal(FusedAgreement.Of(people, 3)[1].Same.Value, FusedAgreement.Of(people, 3)[1].Same.Value);
    }

    private static Prediction At(int person, double[] probabilities) => new(person, 0, probabilities);
}
