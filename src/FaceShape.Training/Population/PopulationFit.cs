using FaceShape.Quality;
using FaceShape.Training.Data;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Population;

/// <summary>Mean, covariance and quantiles of the faces of some folders of photos.</summary>
/// <param name="Means">Mean of each of <see cref="MeshProportions"/>.</param>
/// <param name="Factor">Rows of the covariance's lower triangle.</param>
/// <param name="Limits">Distances below which half, 90 %, 99 % and 99.9 % of the photos lie, each among the other folders alone.</param>
/// <param name="Unseen">By folder, the distances of its photos among the other folders.</param>
internal sealed record PopulationFit(double[] Means, double[][] Factor, double[] Limits, IReadOnlyList<double[]> Unseen)
{
    /// <summary>Fewest photos of a folder: quantiles of fewer would be those of chance.</summary>
    public const int LeastPhotos = 100;

    private const int Digits = 6;
    private static readonly double[] Quantiles = [0.5, 0.9, 0.99, 0.999];
    private static readonly double[] NoLimits = new double[Quantiles.Length];

    /// <summary>What the core makes of it.</summary>
    public TrainingPopulation Population => new(Means, Factor, Limits);

    /// <summary>
    /// Fits a population to all folders. Its quantiles are those of photos that a fit had not seen, or they would be too near: a few
    /// hundred people have many photos each, so that a photo is nearer to a mean and covariance which its person has shaped.
    /// </summary>
    /// <param name="folders">Proportions of each photo, by folder.</param>
    /// <exception cref="DatasetException">There is one folder alone, or too few photos in one.</exception>
    public static PopulationFit Of(IReadOnlyList<IReadOnlyList<double[]>> folders)
    {
        if (folders.Count < 2) throw new DatasetException("At least two folders are needed: each is held against the others");
        if (folders.Min(rows => rows.Count) is < LeastPhotos and var least)
            throw new DatasetException($"{least} faces were found in a folder; at least {LeastPhotos} are needed");
        double[][] unseen =
        [
            .. folders.Select((rows, folder) =>
            {
                var (means, factor) = Fit([.. folders.Where((_, other) => other != folder).SelectMany(other => other)]);
                var others = new TrainingPopulation(means, factor, NoLimits);
                return rows.Select(row => others.Place(row).Distance).Order().ToArray();
            }),
        ];
        double[] all = [.. unseen.SelectMany(distances => distances).Order()];
        var (mean, triangle) = Fit([.. folders.SelectMany(rows => rows)]);
        return new(mean, triangle, [.. Quantiles.Select(share => Round(all[(int)(share * all.Length)]))], unseen);
    }

    /// <summary>Mean and covariance, rounded as they are shipped.</summary>
    private static (double[] Means, double[][] Factor) Fit(IReadOnlyList<double[]> rows)
    {
        var n = rows[0].Length;
        double[] means = [.. Enumerable.Range(0, n).Select(i => Round(rows.Average(row => row[i])))];
        var covariance = new double[n, n];
        foreach (var row in rows)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++) covariance[i, j] += (row[i] - means[i]) * (row[j] - means[j]) / (rows.Count - 1);
            }
        }

        return (means, [.. LinearAlgebra.Factor(covariance, penalty: 0).Select(row => row.Select(Round).ToArray())]);
    }

    private static double Round(double number) => Math.Round(number, Digits);
}
