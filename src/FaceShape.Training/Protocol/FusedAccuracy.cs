namespace FaceShape.Training.Protocol;

/// <summary>How often several photos of one person together give the right answer; each person counts once.</summary>
/// <param name="Photos">Photos that are pooled; null for all that there are of the person.</param>
/// <param name="Top1">Share of right first answers.</param>
/// <param name="Top2">Share of true labels among the first two.</param>
public sealed record FusedAccuracy(int? Photos, Figure Top1, Figure Top2)
{
    /// <summary>Only people with so many photos are asked about, the same for every number of photos.</summary>
    public const int FewestPhotos = 5;

    // Draws of photos of one person, of which the mean is taken.
    private const int Draws = 40;

    /// <summary>One photo, three, five, and all; empty when nobody has enough photos.</summary>
    internal static IReadOnlyList<FusedAccuracy> Of(IReadOnlyList<Prediction> predictions, int seed)
    {
        Prediction[][] people =
            [.. predictions.GroupBy(p => p.Person).Where(photos => photos.Count() >= FewestPhotos).Select(photos => photos.ToArray())];
        return people.Length == 0 ? [] : [.. ((int?[])[1, 3, FewestPhotos, null]).Select(count => Measure(people, count, seed))];
    }

    /// <summary>People with enough photos.</summary>
    internal static int People(IReadOnlyList<Prediction> predictions) =>
        predictions.CountBy(p => p.Person).Count(photos => photos.Value >= FewestPhotos);

    /// <summary>Predictions for people whose photos all carry one label: where they do not, no answer can be right for all.</summary>
    internal static IReadOnlyList<Prediction> WithOneLabel(IReadOnlyList<Prediction> predictions) =>
        [.. predictions.GroupBy(p => p.Person).Where(photos => photos.DistinctBy(p => p.Label).Count() == 1).SelectMany(photos => photos)];

    /// <summary>Some photos of one person, drawn without putting back.</summary>
    internal static Prediction[] Draw(Prediction[] photos, int count, Random random)
    {
        var shuffled = (Prediction[])photos.Clone();
        random.Shuffle(shuffled);
        return shuffled[..count];
    }

    private static FusedAccuracy Measure(Prediction[][] people, int? count, int seed)
    {
        var random = new Random(seed);
        PersonHits[] hits = [.. people.Select(photos => Hits(photos, count, random))];
        return new(
            count,
            Statistics.Mean<PersonHits>(person => person.Top1).Estimate(hits, person => person.Person, seed)!,
            Statistics.Mean<PersonHits>(person => person.Top2).Estimate(hits, person => person.Person, seed)!);
    }

    private static PersonHits Hits(Prediction[] photos, int? count, Random random)
    {
        // The label is the person's, whichever photos are drawn.
        var label = Metrics.Pool(photos).Label;
        IReadOnlyList<Prediction> pooled =
        [
            .. count switch
            {
                null => (Prediction[])[Metrics.Pool(photos)],
                1 => photos,
                { } some => Enumerable.Range(0, Draws).Select(_ => Metrics.Pool(Draw(photos, some, random))),
            },
        ];
        var labelled = pooled.Select(p => p with { Label = label }).ToArray();
        return new(photos[0].Person, Statistics.Top(1).Of(labelled), Statistics.Top(2).Of(labelled));
    }

    private readonly record struct PersonHits(int Person, double Top1, double Top2);
}
