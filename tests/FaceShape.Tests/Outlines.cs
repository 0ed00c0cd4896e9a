using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Tests;

/// <summary>Drawn outlines: no person's.</summary>
internal static class Outlines
{
    /// <summary>An oval around a point: hairline middle at its top, chin at its bottom, clockwise.</summary>
    public static FaceOutlinePoints Oval(double halfWidth, double halfHeight, double middle = 0)
    {
        var outline = new FaceOutlinePoints(new Point[FaceOutlinePoints.Count]);
        var at = -1;
        return outline.Map(_ =>
        {
            // Half a turn from the hairline's middle (point 5) to the chin (point 18), the other half back to it.
            at++;
            var turn = at <= FaceOutlinePoints.ChinIndex
                ? (at - FaceOutlinePoints.HairlineMiddleIndex) / 13.0
                : 1 + (at - FaceOutlinePoints.ChinIndex) / 13.0;
            return new(halfWidth * Math.Sin(Math.PI * turn), middle - halfHeight * Math.Cos(Math.PI * turn));
        });
    }
}
