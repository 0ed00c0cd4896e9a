using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>How good answers are: one a photo, or one a person.</summary>
/// <param name="Top1">Share of first answers that are right, 0 to 1.</param>
/// <param name="Top2">Share of true labels among the first two, 0 to 1.</param>
/// <param name="Top1Interval">95 % bootstrap interval over people: lower and upper end.</param>
/// <param name="Top2Interval">95 % bootstrap interval over people: lower and upper end.</param>
public sealed record Accuracy(double Top1, double Top2, double[] Top1Interval, double[] Top2Interval)
{
    /// <summary>F1 averaged over the labels; null when there is no answer.</summary>
    public required Figure? MacroF1 { get; init; }

    /// <summary>Mean negative natural logarithm of the true label's probability; null when there is no answer.</summary>
    public required Figure? LogLoss { get; init; }

    /// <summary>
    /// Expected calibration error of the first answer, 10 bins of equal width; null when there is no answer. Drawing people anew
    /// adds error of its own, so the interval leans upwards.
    /// </summary>
    public required Figure? Ece { get; init; }

    /// <summary>The bins of the calibration error.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Pairs [share, accuracy]: top-1 on the most confident tenth, two tenths … all.</summary>
    public required IReadOnlyList<double[]> Coverage { get; init; }

    /// <summary>Top-1 of the most confident half; null when there is no answer.</summary>
    public required Figure? MostConfidentHalf { get; init; }

    /// <summary>Top-1 of the most confident three quarters; null when there is no answer.</summary>
    public required Figure? MostConfidentThreeQuarters { get; init; }

    /// <summary>Answers by true label (rows) and first answer (columns).</summary>
    public required IReadOnlyList<int[]> Confusion { get; init; }

    /// <summary>Computes all of it.</summary>
    /// <param name="predictions">One a photo, or one a person.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="seed">Of the bootstrap.</param>
    internal static Accuracy Of(IReadOnlyList<Prediction> predictions, int labels, int seed)
    {
        Figure? top1 = Estimate(Statistics.Top(1)), top2 = Estimate(Statistics.Top(2));
        return new(top1?.Value ?? 0, top2?.Value ?? 0, top1?.Interval ?? [0, 0], top2?.Interval ?? [0, 0])
        {
            MacroF1 = Estimate(Statistics.MacroF1(labels)),
            LogLoss = Estimate(Statistics.LogLoss),
            Ece = Estimate(Statistics.CalibrationError),
            Reliability = Metrics.Reliability(predictions),
            Coverage = Metrics.Coverage(predictions),
            MostConfidentHalf = Metrics.MostConfident(predictions, 0.5, seed),
            MostConfidentThreeQuarters = Metrics.MostConfident(predictions, 0.75, seed),
            Confusion = Metrics.Confusion(predictions, labels),
        };

        Figure? Estimate(Statistic<Prediction> statistic) => statistic.Estimate(predictions, p => p.Person, seed);
    }
}
