namespace FaceShape.Training.Protocol;

/// <summary>A figure that is computed from sums over items, so that people can be drawn anew by adding up their sums.</summary>
/// <typeparam name="T">Usually a photo's prediction.</typeparam>
/// <param name="Length">How many sums.</param>
/// <param name="Add">Adds an item to the sums.</param>
/// <param name="Value">The figure of the sums; not a number where there is none.</param>
internal sealed record Statistic<T>(int Length, Action<T, double[]> Add, Func<double[], double> Value)
{
    /// <summary>The figure of some items; not a number where there is none.</summary>
    public double Of(IEnumerable<T> items) => Value(Sum(items));

    /// <summary>The figure with its interval; null where there is none.</summary>
    /// <param name="items">All items.</param>
    /// <param name="person">Number of the person whom an item shows.</param>
    /// <param name="seed">Of the bootstrap.</param>
    public Figure? Estimate(IReadOnlyList<T> items, Func<T, int> person, int seed)
    {
        var value = Of(items);
        if (double.IsNaN(value)) return null;
        return new(value, Bootstrap.Interval([.. items.GroupBy(person).Select(Sum)], Value, seed));
    }

    private double[] Sum(IEnumerable<T> items)
    {
        var sums = new double[Length];
        foreach (var item in items) Add(item, sums);
        return sums;
    }
}
