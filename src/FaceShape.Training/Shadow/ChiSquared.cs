namespace FaceShape.Training.Shadow;

/// <summary>The chi-squared distribution, and weighted sums of it.</summary>
internal static class ChiSquared
{
    private const int MaxTerms = 10_000;
    private const double Precision = 1e-14;

    /// <summary>Probability of a larger value.</summary>
    /// <param name="value">At least 0.</param>
    /// <param name="freedom">Degrees of freedom; need not be a whole number.</param>
    public static double Tail(double value, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        if (value <= 0) return 1;
        double a = freedom / 2, x = value / 2;
        return x < a + 1 ? 1 - LowerSeries(a, x) : UpperFraction(a, x);
    }

    /// <summary>The value that is exceeded with a probability.</summary>
    public static double Quantile(double tail, double freedom)
    {
        double low = 0, high = Math.Max(1, freedom);
        while (Tail(high, freedom) > tail) high *= 2;
        while (high - low > Precision * high)
        {
            var middle = (low + high) / 2;
            if (middle == low || middle == high) break;
            if (Tail(middle, freedom) > tail) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The natural logarithm of the gamma function (Lanczos), for positive arguments.</summary>
    public static double LogGamma(double x)
    {
        ReadOnlySpan<double> terms =
        [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
            -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        var sum = 0.99999999999980993;
        for (var i = 0; i < terms.Length; i++) sum += terms[i] / (x + i + 1);
        var t = x + terms.Length - 0.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    private static double LowerSeries(double a, double x)
    {
        double term = 1 / a, sum = term;
        for (var n = 1; n < MaxTerms && term > sum * Precision; n++) sum += term *= x / (a + n);
        return sum * Math.Exp(a * Math.Log(x) - x - LogGamma(a));
    }

    /// <summary>Lentz's continued fraction.</summary>
    private static double UpperFraction(double a, double x)
    {
        const double Tiny = 1e-300;
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, fraction = d;
        for (var n = 1; n < MaxTerms; n++)
        {
            var term = -n * (n - a);
            b += 2;
            d = 1 / NotZero(term * d + b);
            c = NotZero(b + term / c);
            fraction *= d * c;
            if (Math.Abs(d * c - 1) < Precision) break;
        }

        return fraction * Math.Exp(a * Math.Log(x) - x - LogGamma(a));

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
