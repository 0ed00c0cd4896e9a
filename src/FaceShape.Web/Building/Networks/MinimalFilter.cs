namespace FaceShape.Web.Building.Networks;

/// <summary>
/// Filters a row by three numbers, several outputs at once, with fewer products: both are turned into values of polynomials at as many
/// points as the outputs' has coefficients, multiplied there, and turned back. <c>outputs = Output (Filter g * Input d)</c>, where
/// <c>d</c> is two longer than the outputs. Winograd, "Arithmetic Complexity of Computations", 1980; Lavin and Gray, "Fast Algorithms
/// for Convolutional Neural Networks", 2016.
/// </summary>
internal sealed class MinimalFilter
{
    /// <summary>Numbers of a filter.</summary>
    public const int Taps = 3;

    /// <summary>The fewest outputs with which products are saved.</summary>
    public const int FewestOutputs = 2;

    /// <summary>The most: with more, points and their powers would cost digits.</summary>
    public const int MostOutputs = 6;

    /// <summary>Which product is that of the point 1, where every power is 1: what is added to it is added to every output.</summary>
    public const int ProductOfOne = 1;

    // The last point is infinity.
    private static readonly double[] Points = [0, 1, -1, 2, -2, 0.5, -0.5];

    /// <summary>Makes the three matrices.</summary>
    /// <param name="outputs"><see cref="FewestOutputs"/> to <see cref="MostOutputs"/>.</param>
    public MinimalFilter(int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, FewestOutputs);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputs, MostOutputs);
        Outputs = outputs;
        var points = Points[..(Products - 1)];
        (Input, Filter, Output) = (new float[Products * Products], new float[Products * Taps], new float[outputs * Products]);
        for (var product = 0; product < Products; product++)
        {
            var infinite = product == points.Length;
            double[] others = [.. points.Where((_, i) => i != product)];
            var scale = infinite ? 1 : others.Aggregate(1.0, (all, other) => all * (points[product] - other));
            // Either matrix may be divided by it. Of the first product it is a power of two, and that of the filter is then a copy.
            var (ofInput, ofFilter) = product == 0 ? (scale, 1.0) : (1.0, scale);
            var coefficients = Polynomial(others);
            for (var i = 0; i < coefficients.Length; i++) Input[product * Products + i] = (float)(coefficients[i] / ofInput);
            for (var i = 0; i < Taps; i++) Filter[product * Taps + i] = (float)(Power(i, Taps) / ofFilter);
            for (var i = 0; i < outputs; i++) Output[i * Products + product] = (float)Power(i, outputs);

            double Power(int power, int count) => infinite ? (power == count - 1 ? 1 : 0) : Math.Pow(points[product], power);
        }
    }

    /// <summary>How many numbers come out at once.</summary>
    public int Outputs { get; }

    /// <summary>How many products that takes.</summary>
    public int Products => Outputs + Taps - 1;

    /// <summary>[products, products], row by row.</summary>
    public float[] Input { get; }

    /// <summary>[products, taps].</summary>
    public float[] Filter { get; }

    /// <summary>[outputs, products].</summary>
    public float[] Output { get; }

    /// <summary>The filter that computes so many rows with the fewest products.</summary>
    public static MinimalFilter For(int rows) =>
        Enumerable.Range(FewestOutputs, MostOutputs - FewestOutputs + 1).Select(outputs => new MinimalFilter(outputs)).MinBy(filter => filter.Cost(rows))!;

    /// <summary>How often the filter has to be used for so many rows.</summary>
    public int Tiles(int rows) => (rows + Outputs - 1) / Outputs;

    /// <summary>Many filters, turned.</summary>
    /// <param name="weights">[taps, filters]: the first number of every filter, then the second of every one, then the third.</param>
    /// <returns>[products, filters].</returns>
    public float[] Turn(ReadOnlySpan<float> weights)
    {
        var filters = weights.Length / Taps;
        var turned = new float[filters * Products];
        for (var product = 0; product < Products; product++)
        {
            for (var i = 0; i < filters; i++)
            {
                var sum = 0.0;
                for (var tap = 0; tap < Taps; tap++) sum += (double)Filter[product * Taps + tap] * weights[tap * filters + i];
                turned[product * filters + i] = (float)sum;
            }
        }

        return turned;
    }

    // Rows that are too many have to be blanked afterwards, which costs about as much as a twentieth.
    private double Cost(int rows) => Tiles(rows) * Products * (Tiles(rows) * Outputs == rows ? 1 : 1.05);

    /// <summary>Coefficients of the polynomial with these roots, the constant one first.</summary>
    private static double[] Polynomial(IEnumerable<double> roots)
    {
        double[] coefficients = [1];
        foreach (var root in roots)
        {
            var next = new double[coefficients.Length + 1];
            for (var i = 0; i < coefficients.Length; i++)
            {
                next[i + 1] += coefficients[i];
                next[i] -= root * coefficients[i];
            }

            coefficients = next;
        }

        return coefficients;
    }
}
