namespace FaceShape.Training.Protocol;

/// <summary>How often the answers about two photos of one person go together.</summary>
/// <param name="People">People with at least two photos.</param>
/// <param name="Pairs">Pairs of photos of one person.</param>
/// <param name="PerPair">Share of the pairs whose first answers are the same: people with many photos count most.</param>
/// <param name="PerPerson">Share of a person's pairs whose first answers are the same, averaged over people: each counts once.</param>
/// <param name="AnsweredPairs">Pairs of photos neither of which is answered by "can't tell".</param>
/// <param name="Answered">The share of those that agree, averaged over the people who have any; null when nobody has.</param>
/// <param name="OneShapePairs">Pairs of photos each of which is answered by one shape: neither by "can't tell" nor by "between" two.</param>
/// <param name="OneShape">The share of those that agree, averaged over the people who have any; null when nobody has.</param>
/// <param name="AmongFirstTwo">
/// Share of a person's pairs in which the first answer about each photo is one of the first two about the other, averaged over people.
/// </param>
public sealed record Agreement(
    int People,
    long Pairs,
    Figure PerPair,
    Figure PerPerson,
    long AnsweredPairs,
    Figure? Answered,
    long OneShapePairs,
    Figure? OneShape,
    Figure AmongFirstTwo)
{
    /// <summary>Compares the answers; null when nobody has two photos.</summary>
    /// <param name="answers">One a photo.</param>
    /// <param name="seed">Of the bootstrap.</param>
    internal static Agreement? Of(IReadOnlyList<PhotoAnswer> answers, int seed)
    {
        PersonPairs[] people =
            [.. answers.GroupBy(answer => answer.Prediction.Person).Select(Compare).Where(person => person.Same.All > 0)];
        if (people.Length == 0) return null;
        var perPair = new Statistic<PersonPairs>(
            2,
            (person, sums) =>
            {
                sums[0] += person.Same.Hits;
                sums[1] += person.Same.All;
            },
            sums => sums[0] / sums[1]);
        return new(
            people.Length,
            people.Sum(person => person.Same.All),
            perPair.Estimate(people, person => person.Person, seed)!,
            EachOnce(person => person.Same)!,
            people.Sum(person => person.Answered.All),
            EachOnce(person => person.Answered),
            people.Sum(person => person.OneShape.All),
            EachOnce(person => person.OneShape),
            EachOnce(person => person.Near)!);

        Figure? EachOnce(Func<PersonPairs, Tally> pairs) =>
            Statistics.MeanAmong<PersonPairs>(person => pairs(person).All > 0, person => pairs(person).Share).Estimate(people, person => person.Person, seed);
    }

    private static PersonPairs Compare(IGrouping<int, PhotoAnswer> photos)
    {
        PhotoAnswer[] all = [.. photos];
        int[] first = [.. all.Select(answer => Metrics.Best(answer.Prediction.Probabilities))];
        Said[] said = [.. all.Select(answer => answer.Said)];
        var pairs = new PersonPairs(photos.Key, default, default, default, default);
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var same = first[i] == first[j];
                pairs = pairs with
                {
                    Same = pairs.Same.With(same),
                    Answered = said[i] == Said.CantTell || said[j] == Said.CantTell ? pairs.Answered : pairs.Answered.With(same),
                    OneShape = said[i] == Said.OneShape && said[j] == Said.OneShape ? pairs.OneShape.With(same) : pairs.OneShape,
                    Near = pairs.Near.With(AmongTwo(all[i], first[j]) && AmongTwo(all[j], first[i])),
                };
            }
        }

        return pairs;

        static bool AmongTwo(PhotoAnswer answer, int label) => Metrics.Rank(answer.Prediction.Probabilities, label) < 2;
    }

    private readonly record struct PersonPairs(int Person, Tally Same, Tally Answered, Tally OneShape, Tally Near);

    private readonly record struct Tally(long Hits, long All)
    {
        public double Share => (double)Hits / All;

        public Tally With(bool hit) => new(Hits + (hit ? 1 : 0), All + 1);
    }
}
