using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Outlines;

/// <summary>A figure with its 95 % interval over people.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Interval">Lower and upper end.</param>
public sealed record OutlineFigure(double Value, double[] Interval);

/// <summary>How well one measurement is taken.</summary>
/// <param name="Name">Which, as in <see cref="OutlineMeasurements"/>.</param>
/// <param name="Error">Root mean square error: a share of the length for lengths, else in its own unit.</param>
/// <param name="Correlation">With the same measurement on the drawn outline.</param>
public sealed record MeasurementFigure(string Name, double Error, double Correlation);

/// <summary>How near predicted outlines come to drawn ones; distances are shares of the drawn face's width.</summary>
/// <param name="Photos">How many.</param>
/// <param name="Curve">Mean distance of the points from cheeks and jaw to the drawn curve.</param>
/// <param name="CurveP95">The distance that 95 % of those points stay below.</param>
/// <param name="Whole">The same mean with the hairline.</param>
/// <param name="Chin">Mean distance of the chin to the drawn chin.</param>
/// <param name="Hairline">Mean distance of the hairline's middle to the drawn one.</param>
/// <param name="JawPointsCorrelation">
/// Correlation of the ratio of jaw to cheek width, when both are taken between the same drawn points instead of level at fixed heights.
/// </param>
/// <param name="Measurements">Each measurement.</param>
public sealed record OutlineFigures(
    int Photos,
    OutlineFigure Curve,
    double CurveP95,
    OutlineFigure Whole,
    OutlineFigure Chin,
    OutlineFigure Hairline,
    double JawPointsCorrelation,
    IReadOnlyList<MeasurementFigure> Measurements)
{
    // Of FaceOutlinePoints: the right side from the temple down, the jaw, the left side up.
    private const int LowerFrom = 11;
    private const int RightCheek = 12, LeftCheek = 24, RightJaw = 15, LeftJaw = 21;

    private static readonly string[] Names =
    [
        nameof(OutlineMeasurements.FaceLength), nameof(OutlineMeasurements.ForeheadWidth), nameof(OutlineMeasurements.CheekboneWidth),
        nameof(OutlineMeasurements.JawWidth), nameof(OutlineMeasurements.ChinWidth), nameof(OutlineMeasurements.JawAngle),
        nameof(OutlineMeasurements.LengthToWidth), nameof(OutlineMeasurements.ForeheadToCheek), nameof(OutlineMeasurements.JawToCheek),
        nameof(OutlineMeasurements.ChinToJaw),
    ];

    /// <summary>Compares outlines.</summary>
    /// <param name="drawn">One a photo, x and y in turn.</param>
    /// <param name="predicted">One a photo, in the same order.</param>
    /// <param name="seed">Of the intervals.</param>
    internal static OutlineFigures Compare(IReadOnlyList<float[]> drawn, IReadOnlyList<float[]> predicted, int seed)
    {
        FaceOutlinePoints[] truths = [.. drawn.Select(numbers => FaceOutline.Points(numbers))];
        FaceOutlinePoints[] guesses = [.. predicted.Select(numbers => FaceOutline.Points(numbers))];
        int[] photos = [.. Enumerable.Range(0, truths.Length)];
        double[][] lower = [.. photos.Select(i => Distances(truths[i], guesses[i], LowerFrom))];
        return new(
            truths.Length,
            Figure(i => lower[i].Average()),
            Percentile([.. lower.SelectMany(distances => distances)], 0.95),
            Figure(i => Distances(truths[i], guesses[i], 0).Average()),
            Figure(i => guesses[i].Chin.DistanceTo(truths[i].Chin) / Width(truths[i])),
            Figure(i => guesses[i].HairlineMiddle.DistanceTo(truths[i].HairlineMiddle) / Width(truths[i])),
            Correlation([.. truths.Select(JawPoints)], [.. guesses.Select(JawPoints)]),
            Measure(truths, guesses));

        OutlineFigure Figure(Func<int, double> of)
        {
            double[] values = [.. photos.Select(of)];
            return new(values.Average(), Bootstrap.Interval(photos, values, seed));
        }
    }

    /// <summary>Mean distance of a predicted outline to the drawn curve, hairline included.</summary>
    internal static double CurveDistance(float[] drawn, float[] predicted) =>
        Distances(FaceOutline.Points(drawn), FaceOutline.Points(predicted), 0).Average();

    /// <summary>Pearson's correlation.</summary>
    internal static double Correlation(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double meanA = a.Average(), meanB = b.Average(), ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Count; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }

    private static List<MeasurementFigure> Measure(FaceOutlinePoints[] truths, FaceOutlinePoints[] guesses)
    {
        double[][] expected = [.. truths.Select(OutlineMeasurements.Measure)];
        double[][] measured = [.. guesses.Select(OutlineMeasurements.Measure)];
        return [.. Names.Select((name, m) =>
        {
            // A drawn face whose outline does not reach a height has no such width.
            int[] known =
                [.. Enumerable.Range(0, expected.Length).Where(i => double.IsFinite(expected[i][m]) && double.IsFinite(measured[i][m]))];
            var squares = known.Select(i => (measured[i][m] - expected[i][m]) / (m < OutlineMeasurements.Lengths ? expected[i][m] : 1));
            return new MeasurementFigure(
                name,
                Math.Sqrt(squares.Average(error => error * error)),
                Correlation([.. known.Select(i => expected[i][m])], [.. known.Select(i => measured[i][m])]));
        })];
    }

    /// <summary>Distances of predicted points to the drawn curve; without the hairline the curve is open.</summary>
    private static double[] Distances(FaceOutlinePoints truth, FaceOutlinePoints guess, int from)
    {
        var curve = truth.Points[from..].ToArray();
        if (from == 0) curve = [.. curve, curve[0]];
        return [.. guess.Points[from..].ToArray().Select(point => Distance(point, curve) / Width(truth))];
    }

    private static double Distance(Point point, Point[] curve)
    {
        var least = double.MaxValue;
        for (var i = 0; i + 1 < curve.Length; i++)
        {
            var along = curve[i + 1] - curve[i];
            var offset = point - curve[i];
            var share = Math.Clamp((offset.X * along.X + offset.Y * along.Y) / (along.X * along.X + along.Y * along.Y), 0, 1);
            least = Math.Min(least, point.DistanceTo(curve[i] + along * share));
        }

        return least;
    }

    private static double Width(FaceOutlinePoints outline) => outline.Points[RightCheek].DistanceTo(outline.Points[LeftCheek]);

    private static double JawPoints(FaceOutlinePoints outline) =>
        outline.Points[RightJaw].DistanceTo(outline.Points[LeftJaw])
        / Math.Max(Width(outline), outline.Points[RightCheek - 1].DistanceTo(outline.Points[LeftCheek + 1]));

    private static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        return values[(int)Math.Ceiling(share * values.Length) - 1];
    }
}
