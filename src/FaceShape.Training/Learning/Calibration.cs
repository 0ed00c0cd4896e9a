using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes probabilities mean what they say, from predictions for people who were not learnt from.</summary>
internal static class Calibration
{
    /// <summary>Answers that are right less often than this are not worth giving.</summary>
    public const double WorthSaying = 0.4;

    /// <summary>How often the set of likely labels shall hold the true one.</summary>
    public const double SetCoverage = 0.9;

    // Below it the first answer's probability says nothing about whether it is right.
    private const double LeastSlope = 0.05;

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
    /// The threshold below which it is more honest to say "can't tell": there, first answers are right as often as
    /// <see cref="WorthSaying"/>, by a logistic regression of being right on the log-odds of their probability (Platt 1999). Two numbers are
    /// fitted, so that it hardly moves from one training to the next. Rounded to a hundredth.
    /// </summary>
    /// <param name="predictions">For people who were not learnt from.</param>
    /// <returns>A probability; 0 or 1 where it says nothing about being right, and answers are worth giving or not.</returns>
    public static double AbstainBelow(IReadOnlyList<Prediction> predictions)
    {
        (double LogOdds, bool Right)[] answers = [.. predictions.Select(p => (LogOdds(Math.Clamp(p.Probabilities.Max(), 1e-6, 1 - 1e-6)), Metrics.IsAmong(p, 1)))];
        if (answers.Length == 0) return 0;
        var (offset, slope) = Logistic(answers);
        if (!(slope > LeastSlope)) return answers.Count(answer => answer.Right) >= WorthSaying * answers.Length ? 0 : 1;
        return Math.Round(Sigmoid((LogOdds(WorthSaying) - offset) / slope), 2);
    }

    /// <summary>Newton's method; a little shrinkage keeps it in bounds where all answers are right, or none.</summary>
    private static (double Offset, double Slope) Logistic((double LogOdds, bool Right)[] answers)
    {
        const double Shrinkage = 1e-3;
        double offset = 0, slope = 0;
        for (var step = 0; step < 50; step++)
        {
            double first = -Shrinkage * offset, second = -Shrinkage * slope, square = Shrinkage, mixed = 0, other = Shrinkage;
            foreach (var (x, right) in answers)
            {
                var chance = Sigmoid(offset + slope * x);
                var (rest, spread) = ((right ? 1 : 0) - chance, chance * (1 - chance));
                first += rest;
                second += rest * x;
                square += spread;
                mixed += spread * x;
                other += spread * x * x;
            }

            var determinant = square * other - mixed * mixed;
            var (byOffset, bySlope) = ((other * first - mixed * second) / determinant, (square * second - mixed * first) / determinant);
            // Far from the end a whole step may go too far.
            var share = Math.Min(1, 2 / Math.Max(Math.Abs(byOffset), Math.Abs(bySlope)));
            offset += share * byOffset;
            slope += share * bySlope;
            if (Math.Abs(byOffset) + Math.Abs(bySlope) < 1e-9) break;
        }

        return (offset, slope);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

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
