using FaceShape.Training.Protocol;

namespace FaceShape.Training.Tests.Protocol;

public sealed class AgreementTests
{
    [Fact]
    public void Pairs_are_counted_within_people_and_people_once_or_by_their_pairs()
    {
        // Person 0: answers 0, 0, 1 (one pair of three agrees); person 1: 1, 1 (all agree); person 2 has one photo.
        var agreement = Agreement.Of([At(0, 0), At(0, 0), At(0, 1), At(1, 1), At(1, 1), At(2, 0)], 1)!;
        Assert.Equal((2, 4L), (agreement.People, agreement.Pairs));
        Assert.Equal(2.0 / 4, agreement.PerPair.Value, 12);
        Assert.Equal((1.0 / 3 + 1) / 2, agreement.PerPerson.Value, 12);
        Assert.InRange(agreement.PerPerson.Value, agreement.PerPerson.Interval[0], agreement.PerPerson.Interval[1]);
    }

    [Fact]
    public void Nobody_with_two_photos_gives_no_figure() => Assert.Null(Agreement.Of([At(0, 0), At(1, 0)], 1));

    private static Prediction At(int person, int answer) => new(person, 0, answer == 0 ? [0.6, 0.4] : [0.4, 0.6]);
}
