namespace FaceShape.Training.Protocol;

/// <summary>Figures of merit of predicted probabilities.</summary>
internal static class Statistics
{
    /// <summary>Number of bins of the calibration error.</summary>
    public const int CalibrationBins = 10;

    private const double SmallestProbability = 1e-12;

    /// <summary>Share of the photos whose label is among the first answers.</summary>
    public static Statistic<Prediction> Top(int first) => Mean<Prediction>(p => Metrics.IsAmong(p, first) ? 1 : 0);

    /// <summary>Mean negative natural logarithm of the label's probability.</summary>
    public static Statistic<Prediction> LogLoss { get; } =
        Mean<Prediction>(p => -Math.Log(Math.Max(p.Probabilities[p.Label], SmallestProbability)));

    /// <summary>
    /// Expected calibration error of the first answer: bins of equal width, the mean over photos of the distance
    /// between a bin's mean probability and its share of right answers.
    /// </summary>
    public static Statistic<Prediction> CalibrationError { get; } = new(
        3 * CalibrationBins,
        (p, sums) =>
        {
            var bin = 3 * Bin(p);
            sums[bin]++;
            sums[bin + 1] += p.Probabilities.Max();
            if (Metrics.IsAmong(p, 1)) sums[bin + 2]++;
        },
        sums => Enumerable.Range(0, CalibrationBins).Sum(bin => Math.Abs(sums[3 * bin + 1] - sums[3 * bin + 2]))
            / Enumerable.Range(0, CalibrationBins).Sum(bin => sums[3 * bin]));

    /// <summary>F1 averaged over the labels; a label that neither occurs nor is answered is left out.</summary>
    /// <param name="labels">Number of labels.</param>
    public static Statistic<Prediction> MacroF1(int labels) => new(
        labels * labels,
        (p, sums) => sums[p.Label * labels + Metrics.Best(p.Probabilities)]++,
        sums => Enumerable.Range(0, labels)
            .Select(label => (Right: sums[label * labels + label], Both: Enumerable.Range(0, labels).Sum(other => sums[label * labels + other] + sums[other * labels + label])))
            .Where(label => label.Both > 0)
            .Select(label => 2 * label.Right / label.Both)
            .DefaultIfEmpty(double.NaN)
            .Average());

    /// <summary>A mean over all items.</summary>
    public static Statistic<T> Mean<T>(Func<T, double> value) => MeanAmong(_ => true, value);

    /// <summary>A mean over some of the items.</summary>
    /// <param name="among">Which items count.</param>
    /// <param name="value">What is averaged.</param>
    public static Statistic<T> MeanAmong<T>(Func<T, bool> among, Func<T, double> value) => new(
        2,
        (item, sums) =>
        {
            if (!among(item)) return;
            sums[0] += value(item);
            sums[1]++;
        },
        sums => sums[0] / sums[1]);

    /// <summary>The bin of the first answer's probability.</summary>
    public static int Bin(Prediction prediction) => Math.Min((int)(prediction.Probabilities.Max() * CalibrationBins), CalibrationBins - 1);
}
