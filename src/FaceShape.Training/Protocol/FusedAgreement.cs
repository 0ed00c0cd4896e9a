namespace FaceShape.Training.Protocol;

/// <summary>How often two groups of photos of one person, no photo in both, get the same first answer; each person counts once.</summary>
/// <param name="Photos">Photos in each group, which are pooled.</param>
/// <param name="People">People with photos enough for two of the largest groups; the same for every size.</param>
/// <param name="Same">The share.</param>
public sealed record FusedAgreement(int Photos, int People, Figure Same)
{
    // Draws of two groups, of which the mean is taken.
    private const int Draws = 40;

    private static readonly int[] Sizes = [1, 3, 5];

    /// <summary>One photo against one other, three against three, five against five; empty when nobody has photos enough.</summary>
    internal static IReadOnlyList<FusedAgreement> Of(IReadOnlyList<Prediction> predictions, int seed)
    {
        Prediction[][] people =
            [.. predictions.GroupBy(p => p.Person).Where(photos => photos.Count() >= 2 * Sizes.Max()).Select(photos => photos.ToArray())];
        return people.Length == 0 ? [] : [.. Sizes.Select(size => new FusedAgreement(size, people.Length, Measure(people, size, seed)))];
    }

    private static Figure Measure(Prediction[][] people, int size, int seed)
    {
        var random = new Random(seed);
        (int Person, double Same)[] shares =
            [.. people.Select(photos => (photos[0].Person, Enumerable.Range(0, Draws).Average(_ => IsSame(photos, size, random) ? 1 : 0)))];
        return Statistics.Mean<(int Person, double Same)>(person => person.Same).Estimate(shares, person => person.Person, seed)!;
    }

    private static bool IsSame(Prediction[] photos, int size, Random random)
    {
        var drawn = FusedAccuracy.Draw(photos, 2 * size, random);
        return First(drawn[..size]) == First(drawn[size..]);

        static int First(Prediction[] group) => Metrics.Best(Metrics.Pool(group).Probabilities);
    }
}
