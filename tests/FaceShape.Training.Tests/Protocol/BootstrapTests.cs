using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class BootstrapTests
{
    [Fact]
    public void Ninety_five_in_a_hundred_intervals_hold_the_truth()
    {
        const double Truth = 0.6;
        var covered = Enumerable.Range(0, 100).Count(seed =>
        {
            var random = new Random(seed);
            var people = Enumerable.Range(0, 80).ToArray();
            var interval = Bootstrap.Interval(people, [.. people.Select(_ => random.NextDouble() < Truth ? 1.0 : 0.0)], seed);
            return interval[0] <= Truth && Truth <= interval[1];
        });
        Assert.InRange(covered, 88, 99);
    }

    [Fact]
    public void Many_photos_of_few_people_are_less_certain_than_as_many_people()
    {
        var hits = Enumerable.Range(0, 400).Select(photo => photo / 20 % 2 == 0 ? 1.0 : 0.0).ToArray();
        var few = Bootstrap.Interval([.. Enumerable.Range(0, 400).Select(photo => photo / 20)], hits, 1);
        var many = Bootstrap.Interval([.. Enumerable.Range(0, 400)], hits, 1);
        Assert.True(few[1] - few[0] > 2 * (many[1] - many[0]));
    }

    [Fact]
    public void An_interval_lies_between_0_and_1_and_is_the_same_for_the_same_seed() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var people = Enumerable.Range(0, 1 + random.Next(50)).Select(_ => random.Next(20)).ToArray();
            var hits = people.Select(_ => (double)random.Next(2)).ToArray();
            var interval = Bootstrap.Interval(people, hits, seed);
            return interval[0] >= 0 && interval[0] <= interval[1] && interval[1] <= 1 && interval.SequenceEqual(Bootstrap.Interval(people, hits, seed));
        }));

    [Fact]
    public void No_photo_gives_no_interval() => Assert.Equal([0, 0], Bootstrap.Interval([], [], 1));
}
