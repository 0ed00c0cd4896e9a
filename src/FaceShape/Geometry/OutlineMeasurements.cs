using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Geometry;

/// <summary>A measured number and how far off it is to be expected.</summary>
/// <param name="Value">The number; NaN where it could not be measured.</param>
/// <param name="Error">Root mean square error, in the number's own unit: from the cross-validation of the outline.</param>
public readonly record struct Measurement(double Value, double Error);

/// <summary>
/// Proportions of a face, measured on its outline. Widths are taken level at fixed heights of the face, so that they do not depend on
/// where along the outline a point happens to lie: 0 is the line through the eyes, 1 the mouth.
/// </summary>
/// <param name="FaceLength">From the middle of the hairline to the chin, pixels.</param>
/// <param name="ForeheadWidth">At height -0.6, pixels.</param>
/// <param name="CheekboneWidth">The widest of those at the heights 0, 0.05, 0.1 … 0.65, pixels.</param>
/// <param name="JawWidth">At the height of the mouth, pixels.</param>
/// <param name="ChinWidth">At height 1.5, pixels.</param>
/// <param name="JawAngle">At the height of the mouth, to 0.4 and 1.5, mean of both sides, radians; smaller is more angular.</param>
/// <param name="LengthToWidth">Face length divided by cheekbone width.</param>
/// <param name="ForeheadToCheek">Forehead width divided by cheekbone width.</param>
/// <param name="JawToCheek">Jaw width divided by cheekbone width.</param>
/// <param name="ChinToJaw">Chin width divided by jaw width.</param>
public sealed record OutlineMeasurements(
    Measurement FaceLength,
    Measurement ForeheadWidth,
    Measurement CheekboneWidth,
    Measurement JawWidth,
    Measurement ChinWidth,
    Measurement JawAngle,
    Measurement LengthToWidth,
    Measurement ForeheadToCheek,
    Measurement JawToCheek,
    Measurement ChinToJaw)
{
    /// <summary>Number of measurements.</summary>
    public const int Count = 10;

    /// <summary>The first so many are lengths: their errors are shares of the length.</summary>
    public const int Lengths = 5;

    private const double ForeheadHeight = -0.6;
    private const int CheekSteps = 14;
    private const double CheekStep = 0.05;
    private const double AboveJaw = 0.4;
    private const double JawHeight = 1;
    private const double ChinHeight = 1.5;

    /// <summary>Measures a face.</summary>
    public static OutlineMeasurements From(OutlinedFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        var measured = new Measurement[Count];
        var values = Measure(face.Outline);
        for (var i = 0; i < Count; i++)
        {
            var value = i < Lengths ? values[i] * face.Frame.Unit : values[i];
            measured[i] = new(value, i < Lengths ? face.Errors[i] * value : face.Errors[i]);
        }

        return new(
            measured[0], measured[1], measured[2], measured[3], measured[4],
            measured[5], measured[6], measured[7], measured[8], measured[9]);
    }

    /// <summary>The ten numbers, lengths in units of the face's frame.</summary>
    /// <param name="outline">In the face's frame.</param>
    public static double[] Measure(FaceOutlinePoints outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        var length = outline.HairlineMiddle.DistanceTo(outline.Chin);
        var forehead = outline.WidthAt(ForeheadHeight);
        var cheek = double.NaN;
        // Heights are added up, not multiplied: the classifiers learnt them to the bit.
        var height = 0.0;
        for (var i = 0; i < CheekSteps; i++, height += CheekStep) cheek = double.MaxNumber(cheek, outline.WidthAt(height));
        var jaw = outline.WidthAt(JawHeight);
        var chin = outline.WidthAt(ChinHeight);
        var angle = (Angle(outline.LeftAt) + Angle(outline.RightAt)) / 2;
        return [length, forehead, cheek, jaw, chin, angle, length / cheek, forehead / cheek, jaw / cheek, chin / jaw];
    }

    private static double Angle(Func<double, double> at)
    {
        var corner = new Point(at(JawHeight), JawHeight);
        var up = new Point(at(AboveJaw), AboveJaw) - corner;
        var down = new Point(at(ChinHeight), ChinHeight) - corner;
        return Math.Abs(Math.Atan2(up.X * down.Y - up.Y * down.X, up.X * down.X + up.Y * down.Y));
    }
}
