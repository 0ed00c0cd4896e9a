namespace FaceShape.Training.Protocol;

/// <summary>The score interval of a share (Wilson 1927): honest for few people too, where the bootstrap of 5 out of 5 would be certain.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>A share of a number of people who were each counted once, with its 95 % interval.</summary>
    /// <param name="hits">How many count, at most <paramref name="count"/>.</param>
    /// <param name="count">How many there are; where nobody is, anything from 0 to 1 may be true.</param>
    public static Figure Of(int hits, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, count);
        if (count == 0) return new(0, [0, 1]);
        var share = (double)hits / count;
        var middle = (share + Z * Z / (2 * count)) / (1 + Z * Z / count);
        var half = Z / (1 + Z * Z / count) * Math.Sqrt(share * (1 - share) / count + Z * Z / (4.0 * count * count));
        return new(share, [hits == 0 ? 0 : middle - half, hits == count ? 1 : middle + half]);
    }
}
