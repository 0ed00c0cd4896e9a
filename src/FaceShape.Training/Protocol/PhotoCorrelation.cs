using FaceShape.Classification;

namespace FaceShape.Training.Protocol;

/// <summary>
/// How alike photos of one person err: the correlation with which fused probabilities fit the truth best. What
/// <see cref="PhotoFusion.Correlation"/> is set to.
/// </summary>
internal static class PhotoCorrelation
{
    // As many as people are likely to add; drawn so often from those of a person that the draw does not matter.
    private const int Photos = 3;
    private const int Draws = 20;
    private const double Smallest = 1e-6;

    /// <summary>The correlation of least log-loss, to a hundredth; each person counts once. Null when nobody has two photos.</summary>
    /// <param name="predictions">Of classifiers that did not learn from the people they are asked about.</param>
    /// <param name="seed">Of the draws.</param>
    public static double? Estimate(IReadOnlyList<Prediction> predictions, int seed)
    {
        var random = new Random(seed);
        Trial[][] people =
        [
            .. predictions.GroupBy(prediction => prediction.Person).Select(photos => photos.ToArray()).Where(photos => photos.Length > 1)
                .Select(photos => Enumerable.Range(0, Draws).Select(_ => Draw(photos, random)).ToArray()),
        ];
        return people.Length == 0
            ? null
            : Enumerable.Range(0, 101).Select(hundredth => hundredth / 100.0)
                .MinBy(correlation => people.Average(draws => draws.Average(draw => draw.Loss(correlation))));
    }

    private static Trial Draw(Prediction[] photos, Random random)
    {
        var label = photos.CountBy(photo => photo.Label).OrderByDescending(same => same.Value).ThenBy(same => same.Key).First().Key;
        var shuffled = (Prediction[])photos.Clone();
        random.Shuffle(shuffled);
        var drawn = shuffled.Take(Photos).ToArray();
        double[] means = [.. Enumerable.Range(0, photos[0].Probabilities.Length)
            .Select(which => drawn.Average(photo => Math.Log(Math.Max(photo.Probabilities[which], Smallest))))];
        return new(drawn.Length, label, means);
    }

    private readonly record struct Trial(int Photos, int Label, double[] Means)
    {
        public double Loss(double correlation)
        {
            var worth = PhotoFusion.Worth(Photos, correlation);
            return Math.Log(Means.Sum(mean => Math.Exp(worth * mean))) - worth * Means[Label];
        }
    }
}
