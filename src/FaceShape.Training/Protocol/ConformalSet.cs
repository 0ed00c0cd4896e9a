namespace FaceShape.Training.Protocol;

/// <summary>Sets of labels that hold the true one as often as promised: split conformal prediction (Sadinle, Lei and Wasserman 2019).</summary>
internal static class ConformalSet
{
    /// <summary>How often a set shall hold the true label.</summary>
    public const double Promise = 0.9;

    /// <summary>The probability from which labels are in the set.</summary>
    /// <param name="predictions">For people who were not learnt from; their labels' probabilities decide.</param>
    public static double Threshold(IReadOnlyList<Prediction> predictions)
    {
        var place = (int)((1 - Promise) * (predictions.Count + 1));
        return place == 0 ? 0 : predictions.Select(p => p.Probabilities[p.Label]).Order().ElementAt(place - 1);
    }

    /// <summary>Whether each label is in the set; the first answer always is.</summary>
    public static bool[] Of(IReadOnlyList<double> probabilities, double threshold)
    {
        bool[] set = [.. probabilities.Select(probability => probability >= threshold)];
        set[Metrics.Best(probabilities)] = true;
        return set;
    }
}
