using FaceShape.Training.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Training.Tests.Protocol;

public sealed class IdentityClustersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Chains_find_the_groups_that_joining_the_nearest_pair_again_and_again_finds(int seed)
    {
        var descriptors = People(seed, people: 12, photos: 4, spread: 0.06);
        foreach (var below in new[] { 0.1f, 0.3f, 0.5f, 0.7f })
            Assert.Equal(JoinNearest(descriptors, below), IdentityClusters.Find(descriptors, below));
    }

    [Fact]
    public void Photos_of_one_person_fall_together_and_those_of_others_do_not()
    {
        var descriptors = People(seed: 4, people: 30, photos: 5, spread: 0.02);
        var people = IdentityClusters.Find(descriptors);
        Assert.Equal(Enumerable.Range(0, 150).Select(photo => photo / 5), people);
    }

    [Fact]
    public void Equal_descriptors_are_one_person() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), count =>
            IdentityClusters.Find([.. Enumerable.Repeat(new float[128], count)]).All(person => person == 0)));

    [Fact]
    public void Nobody_is_found_in_no_photos() => Assert.Empty(IdentityClusters.Find([]));

    [Fact]
    public void A_number_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => IdentityClusters.Find([[0, 0], [0, float.NaN]]));

    [Fact]
    public void Strangers_are_who_is_nobody_of_the_others()
    {
        var all = People(seed: 5, people: 6, photos: 3, spread: 0.02);
        float[]?[] mine = [.. all.Take(9), null];
        int[] people = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3];

        // The others are the second of mine, photographed anew, and two whom nobody knows, one of them without a descriptor.
        var strangers = IdentityClusters.Strangers(mine, people, [all[4], .. all[12..15], null], [7, 8, 8, 8, 9]);

        Assert.Equal([0, 1, 2, 6, 7, 8], strangers);
    }

    internal static float[][] People(int seed, int people, int photos, double spread)
    {
        var random = new Random(seed);
        var descriptors = new List<float[]>();
        for (var person = 0; person < people; person++)
        {
            var centre = Enumerable.Range(0, 128).Select(_ => (random.NextDouble() - 0.5) * 0.3).ToArray();
            for (var photo = 0; photo < photos; photo++)
                descriptors.Add([.. centre.Select(x => (float)(x + (random.NextDouble() - 0.5) * spread))]);
        }

        return [.. descriptors];
    }

    /// <summary>The definition, cubed.</summary>
    private static int[] JoinNearest(float[][] descriptors, float below)
    {
        var groups = Enumerable.Range(0, descriptors.Length).Select(i => new List<int> { i }).ToList();
        while (groups.Count > 1)
        {
            var (a, b, least) = (0, 0, double.PositiveInfinity);
            for (var i = 0; i < groups.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    var mean = (from x in groups[i] from y in groups[j] select Distance(descriptors[x], descriptors[y])).Average();
                    if (mean < least) (a, b, least) = (j, i, mean);
                }
            }

            if (least >= below) break;
            groups[a].AddRange(groups[b]);
            groups.RemoveAt(b);
        }

        var people = new int[descriptors.Length];
        foreach (var (group, number) in groups.OrderBy(group => group.Min()).Select((group, number) => (group, number)))
        {
            foreach (var photo in group) people[photo] = number;
        }

        return people;
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum());
}
