namespace FaceShape.Bench.Browser;

/// <summary>The middle of a list of numbers and where its middle half begins and ends, interpolated.</summary>
internal sealed record Quartiles(double Quartile1, double Median, double Quartile3)
{
    public static Quartiles Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return new(At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
    }

    private static double At(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Math.Round(sorted[below] + (sorted[above] - sorted[below]) * (at - below), 4);
    }
}
