namespace FaceShape.Training.Protocol;

/// <summary>Figures of merit of predicted probabilities.</summary>
public static class Metrics
{
    /// <summary>Number of bins of the expected calibration error.</summary>
    public const int CalibrationBins = 10;

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

    /// <summary>1 for each photo whose label is among the first answers, else 0.</summary>
    /// <param name="predictions">Photos and their probabilities.</param>
    /// <param name="first">How many answers count.</param>
    public static double[] Hits(IReadOnlyList<Prediction> predictions, int first) =>
        [.. predictions.Select(p => Rank(p.Probabilities, p.Label) < first ? 1.0 : 0.0)];

    /// <summary>
    /// Expected calibration error of the first answer: bins of equal width, the mean over photos of the distance
    /// between a bin's mean probability and its share of right answers.
    /// </summary>
    public static double ExpectedCalibrationError(IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count == 0) return 0;
        return predictions
            .Select(p => (Probability: p.Probabilities.Max(), Hit: Rank(p.Probabilities, p.Label) == 0 ? 1.0 : 0.0))
            .GroupBy(p => Math.Min((int)(p.Probability * CalibrationBins), CalibrationBins - 1))
            .Sum(bin => Math.Abs(bin.Sum(p => p.Probability) - bin.Sum(p => p.Hit))) / predictions.Count;
    }

    /// <summary>Mean negative natural logarithm of the label's probability; 0 when there is no photo.</summary>
    public static double LogLoss(IReadOnlyList<Prediction> predictions) =>
        predictions.Count == 0 ? 0 : predictions.Average(p => -Math.Log(Math.Max(p.Probabilities[p.Label], SmallestProbability)));

    /// <summary>Photos by label (rows) and first answer (columns).</summary>
    public static int[][] Confusion(IReadOnlyList<Prediction> predictions, int labels)
    {
        var confusion = new int[labels][];
        for (var i = 0; i < labels; i++) confusion[i] = new int[labels];
        foreach (var p in predictions) confusion[p.Label][Best(p.Probabilities)]++;
        return confusion;
    }

    /// <summary>F1 averaged over the labels; a label that neither occurs nor is answered is left out.</summary>
    public static double MacroF1(IReadOnlyList<int[]> confusion)
    {
        var scores = new List<double>();
        for (var label = 0; label < confusion.Count; label++)
        {
            var both = confusion[label].Sum() + confusion.Sum(row => row[label]);
            if (both > 0) scores.Add(2.0 * confusion[label][label] / both);
        }

        return scores.Count == 0 ? 0 : scores.Average();
    }

    /// <summary>Pairs [share, accuracy]: how many first answers are right among the most confident tenth, two tenths … all.</summary>
    public static IReadOnlyList<double[]> Coverage(IReadOnlyList<Prediction> predictions)
    {
        if (predictions.Count == 0) return [];
        var ranked = predictions.OrderByDescending(p => p.Probabilities.Max()).Select(p => Rank(p.Probabilities, p.Label) == 0).ToArray();
        return [.. Enumerable.Range(1, CoveragePoints).Select(point =>
        {
            var count = Math.Max(1, (int)Math.Round((double)ranked.Length * point / CoveragePoints));
            return (double[])[(double)point / CoveragePoints, ranked.Take(count).Count(hit => hit) / (double)count];
        })];
    }

    /// <summary>
    /// One prediction a person: log-probabilities of the photos averaged and made to sum to 1 again; the label is the
    /// one most of the photos carry, the first of equals.
    /// </summary>
    public static IReadOnlyList<Prediction> PerPerson(IReadOnlyList<Prediction> predictions) =>
        [.. predictions.GroupBy(p => p.Person).Select(photos => new Prediction(
            photos.Key,
            photos.GroupBy(p => p.Label).OrderByDescending(same => same.Count()).ThenBy(same => same.Key).First().Key,
            Pool([.. photos.Select(p => p.Probabilities)])))];

    private static double[] Pool(IReadOnlyList<double[]> photos)
    {
        var means = Enumerable.Range(0, photos[0].Length)
            .Select(label => Math.Exp(photos.Average(p => Math.Log(Math.Max(p[label], SmallestProbability)))))
            .ToArray();
        var sum = means.Sum();
        return [.. means.Select(mean => mean / sum)];
    }
}
