using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes probabilities mean what they say, from predictions for people who were not learnt from.</summary>
internal static class Calibration
{
    /// <summary>First answers of less than this share right are not worth giving.</summary>
    public const double WorthSaying = 0.4;

    /// <summary>Fewest photos below a threshold for it to be believed.</summary>
    public const int FewestPhotos = 20;

    private const double Coldest = 0.2;
    private const double Hottest = 5;

    /// <summary>The temperature at which the log-loss is least, by golden section on its logarithm (Guo et al. 2017).</summary>
    /// <param name="logits">Scores of photos held out of training.</param>
    /// <param name="labels">Their labels.</param>
    public static double Temperature(IReadOnlyList<float[]> logits, IReadOnlyList<int> labels)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Coldest), Math.Log(Hottest));
        while (high - low > 1e-4)
        {
            var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
            if (Loss(a) < Loss(b)) high = b;
            else low = a;
        }

        return Math.Exp((low + high) / 2);

        double Loss(double logarithm)
        {
            var temperature = Math.Exp(logarithm);
            return Enumerable.Range(0, logits.Count).Sum(i => -Math.Log(Math.Max(Softmax.Of(logits[i], temperature)[labels[i]], 1e-12)));
        }
    }

    /// <summary>
    /// The threshold below which it is more honest to say "can't tell": the largest hundredth such that, of the first
    /// answers with a smaller probability, fewer than <see cref="WorthSaying"/> are right.
    /// </summary>
    /// <returns>A probability, or 0 where every answer is worth giving.</returns>
    public static double AbstainBelow(IReadOnlyList<Prediction> predictions)
    {
        for (var hundredth = 100; hundredth > 0; hundredth--)
        {
            var threshold = hundredth / 100.0;
            var below = predictions.Where(p => p.Probabilities.Max() < threshold).ToList();
            if (below.Count >= FewestPhotos && Metrics.Hits(below, 1).Average() < WorthSaying) return threshold;
        }

        return 0;
    }
}
