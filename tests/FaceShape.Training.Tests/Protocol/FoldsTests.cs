using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class FoldsTests
{
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, 1_000_000).ToArbitrary();

    [Fact]
    public void Nobody_is_on_both_sides_and_every_fold_holds_somebody() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Seeds, seed =>
    {
        var (people, labels) = Photos(seed);
        var count = 2 + seed % 6;
        var folds = Folds.IdentityDisjoint(people, labels, count, seed);
        var onOneSide = people.Zip(folds).Distinct().GroupBy(pair => pair.First).All(person => person.Count() == 1);
        return onOneSide && folds.Distinct().Order().SequenceEqual(Enumerable.Range(0, count));
    }));

    [Fact]
    public void Labels_are_spread_over_the_folds()
    {
        var (people, labels) = Photos(7);
        var folds = Folds.IdentityDisjoint(people, labels, 5, 7);
        for (var label = 0; label < 5; label++)
        {
            var counts = Enumerable.Range(0, 5).Select(fold => Enumerable.Range(0, folds.Length).Count(i => folds[i] == fold && labels[i] == label)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 12);
        }
    }

    [Fact]
    public void A_random_split_deals_each_label_evenly_and_puts_people_on_both_sides()
    {
        var (people, labels) = Photos(3);
        var folds = Folds.Leaky(labels, 5, 3);
        for (var label = 0; label < 5; label++)
        {
            var counts = Enumerable.Range(0, 5).Select(fold => Enumerable.Range(0, folds.Length).Count(i => folds[i] == fold && labels[i] == label)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        Assert.Contains(people.Zip(folds).Distinct().GroupBy(pair => pair.First), person => person.Count() > 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds_and_another_seed_others()
    {
        var (people, labels) = Photos(5);
        Assert.Equal(Folds.IdentityDisjoint(people, labels, 5, 1), Folds.IdentityDisjoint(people, labels, 5, 1));
        Assert.NotEqual(Folds.IdentityDisjoint(people, labels, 5, 1), Folds.IdentityDisjoint(people, labels, 5, 2));
        Assert.Equal(Folds.Leaky(labels, 5, 1), Folds.Leaky(labels, 5, 1));
    }

    [Fact]
    public void More_folds_than_people_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Folds.IdentityDisjoint([0, 0, 1], [0, 0, 1], 3, 1));

    private static (int[] People, int[] Labels) Photos(int seed)
    {
        var random = new Random(seed);
        var people = Enumerable.Range(0, 60).SelectMany(person => Enumerable.Repeat(person, 1 + random.Next(12))).ToArray();
        return (people, [.. people.Select(person => person % 5)]);
    }
}
