using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes probabilities mean what they say, from predictions for people who were not learnt from.</summary>
internal static class Calibration
{
    /// <summary>Answers that are right less often than this are not worth giving.</summary>
    public const double WorthSaying = 0.4;

    /// <summary>How often the set of likely labels shall hold the true one.</summary>
    public const double SetCoverage = 0.9;

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
    /// The threshold below which it is more honest to say "can't tell": how often a first answer is right, as a function of
    /// its probability that never falls (isotonic regression), reaches <see cref="WorthSaying"/> there. Rounded to a hundredth.
    /// </summary>
    /// <param name="predictions">For people who were not learnt from.</param>
    /// <returns>A probability; 0 where every answer is worth giving, 1 where none is.</returns>
    public static double AbstainBelow(IReadOnlyList<Prediction> predictions)
    {
        var pools = new Stack<(double Lowest, double Hits, int Count)>();
        var answers = predictions.Select(p => (Probability: p.Probabilities.Max(), Hit: Metrics.IsAmong(p, 1)));
        foreach (var same in answers.GroupBy(answer => answer.Probability).OrderBy(same => same.Key))
        {
            var pool = (Lowest: same.Key, Hits: (double)same.Count(answer => answer.Hit), Count: same.Count());
            while (pools.TryPeek(out var below) && below.Hits * pool.Count >= pool.Hits * below.Count)
            {
                pools.Pop();
                pool = (below.Lowest, below.Hits + pool.Hits, below.Count + pool.Count);
            }

            pools.Push(pool);
        }

        // The pools lie on the stack with the most often right on top.
        var worth = pools.TakeWhile(pool => pool.Hits >= WorthSaying * pool.Count).ToList();
        return worth.Count == pools.Count ? 0 : worth.Count == 0 ? 1 : Math.Round(worth[^1].Lowest, 2);
    }

    /// <summary>
    /// The probability from which a label belongs to the set that holds the true one as often as <see cref="SetCoverage"/> asks:
    /// split-conformal prediction (Sadinle, Lei and Wasserman 2019). Rounded down, to the safe side, to a thousandth.
    /// </summary>
    /// <param name="predictions">For people who were not learnt from.</param>
    public static double LikelyFrom(IReadOnlyList<Prediction> predictions)
    {
        var truth = predictions.Select(p => p.Probabilities[p.Label]).Order().ToArray();
        var missed = (int)Math.Floor((1 - SetCoverage) * (truth.Length + 1)) - 1;
        return missed < 0 ? 0 : Math.Floor(1000 * truth[missed]) / 1000;
    }

    /// <summary>Whether each label is in the set of likely ones; the first answer always is.</summary>
    public static bool[] Likely(IReadOnlyList<double> probabilities, double likelyFrom)
    {
        bool[] likely = [.. probabilities.Select(probability => probability >= likelyFrom)];
        likely[Metrics.Best(probabilities)] = true;
        return likely;
    }
}
