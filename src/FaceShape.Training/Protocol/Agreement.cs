namespace FaceShape.Training.Protocol;

/// <summary>How often two photos of one person get the same first answer.</summary>
/// <param name="People">People with at least two photos.</param>
/// <param name="Pairs">Pairs of photos of one person.</param>
/// <param name="PerPair">Share of the pairs that agree: people with many photos count most.</param>
/// <param name="PerPerson">Share of a person's pairs that agree, averaged over people: each counts once.</param>
public sealed record Agreement(int People, long Pairs, Figure PerPair, Figure PerPerson)
{
    /// <summary>Compares the first answers; null when nobody has two photos.</summary>
    internal static Agreement? Of(IReadOnlyList<Prediction> predictions, int seed)
    {
        PersonPairs[] people =
        [
            .. predictions.GroupBy(p => p.Person)
                .Select(photos => new PersonPairs(
                    photos.Key,
                    photos.CountBy(p => Metrics.Best(p.Probabilities)).Sum(same => Pairs(same.Value)),
                    Pairs(photos.Count())))
                .Where(person => person.All > 0),
        ];
        if (people.Length == 0) return null;
        var perPair = new Statistic<PersonPairs>(
            2,
            (person, sums) =>
            {
                sums[0] += person.Same;
                sums[1] += person.All;
            },
            sums => sums[0] / sums[1]);
        var perPerson = Statistics.Mean<PersonPairs>(person => (double)person.Same / person.All);
        return new(
            people.Length,
            people.Sum(person => person.All),
            perPair.Estimate(people, person => person.Person, seed)!,
            perPerson.Estimate(people, person => person.Person, seed)!);

        static long Pairs(long count) => count * (count - 1) / 2;
    }

    private readonly record struct PersonPairs(int Person, long Same, long All);
}
