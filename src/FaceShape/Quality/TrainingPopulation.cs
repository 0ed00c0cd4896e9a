using FaceShape.Landmarks;

namespace FaceShape.Quality;

/// <summary>
/// The faces that the classifiers learnt from, as mean and covariance of their <see cref="MeshProportions"/>; tells how far another
/// face is from them (Mahalanobis 1936). Fitted by <c>faceshape train-population</c>.
/// </summary>
public sealed class TrainingPopulation
{
    private readonly double[] means;
    private readonly double[][] factor;
    private readonly double[] limits;

    /// <summary>Takes what was fitted.</summary>
    /// <param name="means">Mean of each proportion.</param>
    /// <param name="factor">Rows of the lower triangle L, where L times its transpose is the covariance.</param>
    /// <param name="limits">Distances below which half, 90 %, 99 % and 99.9 % of the photos lie.</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public TrainingPopulation(double[] means, double[][] factor, double[] limits)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(limits);
        if (means.Length != MeshProportions.Names.Count || factor.Length != means.Length || limits.Length != (int)Rarity.Outlier)
            throw new ArgumentException("This was fitted for other proportions: run faceshape train-population", nameof(means));
        (this.means, this.factor, this.limits) = (means, factor, limits);
    }

    /// <summary>The one that belongs to the shipped models.</summary>
    public static TrainingPopulation Shipped { get; } = new(FittedPopulation.Means, FittedPopulation.Factor, FittedPopulation.Limits);

    /// <summary>Places a face among them.</summary>
    public Typicality Place(FaceMeshPoints mesh) => Place(MeshProportions.From(mesh));

    /// <summary>Places proportions among them.</summary>
    /// <param name="proportions">What <see cref="MeshProportions.From"/> gave.</param>
    public Typicality Place(ReadOnlySpan<double> proportions)
    {
        var distance = DistanceOf(proportions);
        var rarity = Rarity.Common;
        // A distance that is no number is beyond all limits.
        while (rarity < Rarity.Outlier && !(distance < limits[(int)rarity])) rarity++;
        return new(distance, rarity);
    }

    /// <summary>Solves L z = x - mean; the length of z is the distance.</summary>
    private double DistanceOf(ReadOnlySpan<double> proportions)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(proportions.Length, means.Length);
        Span<double> z = stackalloc double[means.Length];
        double sum = 0;
        for (var i = 0; i < z.Length; i++)
        {
            var rest = proportions[i] - means[i];
            for (var j = 0; j < i; j++) rest -= factor[i][j] * z[j];
            z[i] = rest / factor[i][i];
            sum += z[i] * z[i];
        }

        return Math.Sqrt(sum);
    }
}
