using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning;

/// <summary>Brings each number of a row to mean 0 and deviation 1 over the photos it was fitted on.</summary>
/// <param name="Mean">What is subtracted.</param>
/// <param name="Scale">What is multiplied by afterwards: 1 over the deviation.</param>
internal sealed record Standardizer(float[] Mean, float[] Scale)
{
    private const double SmallestDeviation = 1e-6;

    /// <summary>Fits means and deviations; a number that does not vary is only moved to 0.</summary>
    public static Standardizer Fit(IReadOnlyList<float[]> rows)
    {
        var length = rows[0].Length;
        float[] means = new float[length], scales = new float[length];
        for (var i = 0; i < length; i++)
        {
            var mean = rows.Average(row => (double)row[i]);
            var deviation = Math.Sqrt(rows.Average(row => (row[i] - mean) * (row[i] - mean)));
            means[i] = (float)mean;
            scales[i] = deviation < SmallestDeviation ? 1 : (float)(1 / deviation);
        }

        return new(means, scales);
    }

    /// <summary>Writes a row; what lies further off than so many deviations is brought there.</summary>
    public void ApplyWithin(float furthest, ReadOnlySpan<float> row, Span<float> to)
    {
        for (var i = 0; i < row.Length; i++) to[i] = Math.Clamp((row[i] - Mean[i]) * Scale[i], -furthest, furthest);
    }

    /// <summary>A new row, lengthened by zeros to whole lanes.</summary>
    public float[] Apply(float[] row)
    {
        var standardized = new float[Simd.Align(row.Length)];
        for (var i = 0; i < row.Length; i++) standardized[i] = (row[i] - Mean[i]) * Scale[i];
        return standardized;
    }
}
