using FaceShape.Classification;

namespace FaceShape.Training.Protocol;

/// <summary>Ranks, tables and curves of predicted probabilities.</summary>
internal static class Metrics
{
    /// <summary>Number of points of the coverage curve.</summary>
    public const int CoveragePoints = 10;

    private const double SmallestProbability = 1e-12;

    /// <summary>The most probable label; the first of equals.</summary>
    public static int Best(IReadOnlyList<double> probabilities)
    {
        var best = 0;
        for (var i = 1; i < probabilities.Count; i++)
        {
            if (probabilities[i] > probabilities[best]) best = i;
        }

        return best;
    }

    /// <summary>Place of a label among the probabilities: 0 is the first answer; equals are in the order of the labels.</summary>
    public static int Rank(IReadOnlyList<double> probabilities, int label)
    {
        var rank = 0;
        for (var i = 0; i < probabilities.Count; i++)
        {
            if (probabilities[i] > probabilities[label] || (i < label && probabilities[i] == probabilities[label])) rank++;
        }

        return rank;
    }

    /// <summary>Whether the true label is among the first answers.</summary>
    public static bool IsAmong(Prediction prediction, int first) => Rank(prediction.Probabilities, prediction.Label) < first;

    /// <summary>Photos by label (rows) and first answer (columns).</summary>
    public static int[][] Confusion(IReadOnlyList<Prediction> predictions, int labels)
    {
        var confusion = new int[labels][];
        for (var i = 0; i < labels; i++) confusion[i] = new int[labels];
        foreach (var p in predictions) confusion[p.Label][Best(p.Probabilities)]++;
        return confusion;
    }

    /// <summary>The bins of the calibration error that hold photos, the least probable first.</summary>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<Prediction> predictions) =>
    [
        .. predictions.GroupBy(Statistics.Bin).OrderBy(bin => bin.Key).Select(bin => new ReliabilityBin(
            bin.Average(p => p.Probabilities.Max()), Statistics.Top(1).Of(bin), bin.Count())),
    ];

    /// <summary>Pairs [share, accuracy]: how many first answers are right among the most confident tenth, two tenths … all.</summary>
    public static IReadOnlyList<double[]> Coverage(IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count == 0) return [];
        var ranked = MostConfidentFirst(predictions);
        return
        [
            .. Enumerable.Range(1, CoveragePoints).Select(point =>
            {
                var share = (double)point / CoveragePoints;
                return (double[])[share, Statistics.Top(1).Of(ranked.Take(CountOf(ranked.Count, share)))];
            }),
        ];
    }

    /// <summary>How many first answers are right among the most confident.</summary>
    /// <param name="predictions">All predictions.</param>
    /// <param name="share">Share of them that counts, 0 to 1.</param>
    /// <param name="seed">Of the bootstrap, in which the bound of confidence stays where it is.</param>
    public static Figure? MostConfident(IReadOnlyList<Prediction> predictions, double share, int seed)
    {
        var count = CountOf(predictions.Count, share);
        (Prediction Prediction, bool Confident)[] ranked = [.. MostConfidentFirst(predictions).Select((p, i) => (p, i < count))];
        return Statistics.MeanAmong<(Prediction Prediction, bool Confident)>(p => p.Confident, p => IsAmong(p.Prediction, 1) ? 1 : 0)
            .Estimate(ranked, p => p.Prediction.Person, seed);
    }

    /// <summary>One prediction a person: those of the photos pooled.</summary>
    public static IReadOnlyList<Prediction> PerPerson(IReadOnlyList<Prediction> predictions) =>
        [.. predictions.GroupBy(p => p.Person).Select(photos => Pool([.. photos]))];

    /// <summary>
    /// One prediction from several different photos of one person, pooled as <see cref="PhotoFusion"/> does; the label is the one most of
    /// them carry, the first of equals.
    /// </summary>
    public static Prediction Pool(IReadOnlyList<Prediction> photos)
    {
        var worth = PhotoFusion.Worth(photos.Count);
        var powers = Enumerable.Range(0, photos[0].Probabilities.Length)
            .Select(label => Math.Exp(worth * photos.Average(p => Math.Log(Math.Max(p.Probabilities[label], SmallestProbability)))))
            .ToArray();
        var sum = powers.Sum();
        var label = photos.CountBy(p => p.Label).OrderByDescending(same => same.Value).ThenBy(same => same.Key).First().Key;
        return new(photos[0].Person, label, [.. powers.Select(power => power / sum)]);
    }

    private static IReadOnlyList<Prediction> MostConfidentFirst(IReadOnlyList<Prediction> predictions) =>
        [.. predictions.OrderByDescending(p => p.Probabilities.Max())];

    private static int CountOf(int all, double share) => Math.Max(1, (int)Math.Round(all * share));
}
