using FaceShape.Description;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>Brings each channel of the maps and each number of the geometry to mean 0 and deviation 1 over the photos it was fitted on.</summary>
/// <param name="MapMeans">One a channel.</param>
/// <param name="MapScales">One a channel: 1 over the deviation.</param>
/// <param name="Geometry">Of the geometry.</param>
internal sealed record MapScaling(float[] MapMeans, float[] MapScales, Standardizer Geometry)
{
    /// <summary>Numbers that lie further off than so many deviations are taken to lie there.</summary>
    public const float Furthest = 4;

    private const double SmallestDeviation = 1e-3;

    /// <summary>Fits means and deviations on the faces as they are.</summary>
    public static MapScaling Fit(IReadOnlyList<MapFace> faces)
    {
        double[] sums = new double[FaceTrunk.Channels], squares = new double[FaceTrunk.Channels];
        foreach (var map in faces.Select(face => face.Maps[0]))
        {
            for (var i = 0; i < map.Length; i++)
            {
                var number = (double)map[i];
                sums[i % FaceTrunk.Channels] += number;
                squares[i % FaceTrunk.Channels] += number * number;
            }
        }

        var count = (double)faces.Count * MapNetworkShape.Positions;
        return new(
            [.. sums.Select(sum => (float)(sum / count))],
            [.. sums.Zip(squares, (sum, square) => (float)(1 / Math.Max(Deviation(sum, square), SmallestDeviation)))],
            Standardizer.Fit([.. faces.Select(face => face.Geometry)]));

        double Deviation(double sum, double square) => Math.Sqrt(Math.Max(square / count - sum / count * (sum / count), 0));
    }

    /// <summary>Standardizes a map.</summary>
    public void StandardizeMap(Half[] map, Span<float> to) => Simd.Standardize(to, map, MapMeans, MapScales);

    /// <summary>Standardizes geometry; what lies further off than <see cref="Furthest"/> is brought there.</summary>
    public void StandardizeGeometry(float[] geometry, Span<float> to) => Geometry.ApplyWithin(Furthest, geometry, to);
}
