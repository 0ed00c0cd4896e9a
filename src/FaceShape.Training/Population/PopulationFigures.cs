namespace FaceShape.Training.Population;

/// <summary>How some photos lie among a population.</summary>
/// <param name="Name">Which photos.</param>
/// <param name="Photos">Their number.</param>
/// <param name="Median">Median of their distances.</param>
/// <param name="Beyond">Shares beyond the distance of half, 90 %, 99 % and 99.9 % of the population's own photos.</param>
public sealed record PopulationFigures(string Name, int Photos, double Median, IReadOnlyList<double> Beyond)
{
    /// <summary>Places photos.</summary>
    /// <param name="name">Which photos.</param>
    /// <param name="distances">Of each, at least one.</param>
    /// <param name="limits">See <see cref="PopulationFit.Limits"/>.</param>
    internal static PopulationFigures Of(string name, IReadOnlyList<double> distances, IReadOnlyList<double> limits)
    {
        double[] sorted = [.. distances.Order()];
        return new(
            name, sorted.Length, sorted[sorted.Length / 2],
            [.. limits.Select(limit => (double)sorted.Count(distance => distance >= limit) / sorted.Length)]);
    }
}
