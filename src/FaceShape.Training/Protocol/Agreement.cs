namespace FaceShape.Training.Protocol;

/// <summary>How often the answers about two photos of one person go together.</summary>
/// <param name="People">People with at least two photos.</param>
/// <param name="Pairs">Pairs of photos of one person.</param>
/// <param name="PerPair">Share of the pairs whose first answers are the same: people with many photos count most.</param>
/// <param name="PerPerson">Share of a person's pairs whose first answers are the same, averaged over people: each counts once.</param>
/// <param name="AnsweredPairs">Pairs of photos neither of which is answered by "can't tell".</param>
/// <param name="Answered">The share of those that agree, averaged over the people who have any; null when nobody has.</param>
/// <param name="AmongFirstTwo">
/// Share of a person's pairs in which the first answer about each photo is one of the first two about the other, averaged over people.
/// </param>
public sealed record Agreement(
    int People, long Pairs, Figure PerPair, Figure PerPerson, long AnsweredPairs, Figure? Answered, Figure AmongFirstTwo)
{
    /// <summary>Compares the answers; null when nobody has two photos.</summary>
    /// <param name="answers">One a photo.</param>
    /// <param name="seed">Of the bootstrap.</param>
    internal static Agreement? Of(IReadOnlyList<PhotoAnswer> answers, int seed)
    {
        PersonPairs[] people =
            [.. answers.GroupBy(answer => answer.Prediction.Person).Select(Compare).Where(person => person.All > 0)];
        if (people.Length == 0) return null;
        var perPair = new Statistic<PersonPairs>(
            2,
            (person, sums) =>
            {
                sums[0] += person.Same;
                sums[1] += person.All;
            },
            sums => sums[0] / sums[1]);
        return new(
            people.Length,
            people.Sum(person => person.All),
            perPair.Estimate(people, person => person.Person, seed)!,
            EachOnce(_ => true, person => (double)person.Same / person.All)!,
            people.Sum(person => person.Answered),
            EachOnce(person => person.Answered > 0, person => (double)person.AnsweredSame / person.Answered),
            EachOnce(_ => true, person => (double)person.Near / person.All)!);

        Figure? EachOnce(Func<PersonPairs, bool> among, Func<PersonPairs, double> share) =>
            Statistics.MeanAmong(among, share).Estimate(people, person => person.Person, seed);
    }

    private static PersonPairs Compare(IGrouping<int, PhotoAnswer> photos)
    {
        PhotoAnswer[] all = [.. photos];
        int[] first = [.. all.Select(answer => Metrics.Best(answer.Prediction.Probabilities))];
        var pairs = new PersonPairs(photos.Key, 0, 0, 0, 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (same, answered) = (first[i] == first[j] ? 1 : 0, all[i].Abstained || all[j].Abstained ? 0 : 1);
                pairs = pairs with
                {
                    All = pairs.All + 1,
                    Same = pairs.Same + same,
                    Answered = pairs.Answered + answered,
                    AnsweredSame = pairs.AnsweredSame + answered * same,
                    Near = pairs.Near + (AmongTwo(all[i], first[j]) && AmongTwo(all[j], first[i]) ? 1 : 0),
                };
            }
        }

        return pairs;

        static bool AmongTwo(PhotoAnswer answer, int label) => Metrics.Rank(answer.Prediction.Probabilities, label) < 2;
    }

    private readonly record struct PersonPairs(int Person, long All, long Same, long Answered, long AnsweredSame, long Near);
}
