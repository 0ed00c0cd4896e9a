using FaceShape.Description;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Training.Data;

/// <summary>
/// Changes at random what photos of one face differ in from source to source: how it is cropped, its light and colours, and how sharp
/// it is.
/// </summary>
/// <param name="random">The same state gives the same changes.</param>
internal sealed class Disturbance(Random random)
{
    // Standard deviations: of the place in sides, of the logarithm of the side, of the roll in radians.
    private const double Shift = 0.025;
    private const double Scale = 0.06;
    private const double Roll = 0.05;

    // Of the logarithm of gain and contrast of all channels, and of the gain of one.
    private const double Light = 0.15;
    private const double Tint = 0.06;

    private const int MostBlurs = 3;

    /// <summary>A square that is off a little.</summary>
    public TurnedSquare Move(TurnedSquare square)
    {
        var off = new Point(Shift * square.Side * Normal(), Shift * square.Side * Normal());
        return new(square.Center + off, square.Side * Math.Exp(Scale * Normal()), square.Roll + Roll * Normal());
    }

    /// <summary>Changes light, contrast and colours, and blurs three times in seven.</summary>
    /// <param name="face">[1, 3, side, side], as <see cref="FaceTrunk"/> takes it; changed in place.</param>
    public void Recolour(Tensor face)
    {
        var side = face.Shape[^1];
        var (contrast, light, grey) = (Math.Exp(Light * Normal()), Light * Normal() / 2, 0.3 * random.NextDouble());
        var planes = new float[3][];
        for (var channel = 0; channel < planes.Length; channel++)
        {
            var gain = contrast * Math.Exp(Tint * Normal());
            planes[channel] = face.Data.AsSpan(channel * side * side, side * side).ToArray();
            for (var i = 0; i < planes[channel].Length; i++) planes[channel][i] = (float)(planes[channel][i] * gain + light);
        }

        for (var i = 0; i < side * side; i++)
        {
            var mean = (planes[0][i] + planes[1][i] + planes[2][i]) / 3;
            foreach (var plane in planes) plane[i] += (float)(grey * (mean - plane[i]));
        }

        var blurs = Math.Max(random.Next(2 * MostBlurs + 1) - MostBlurs, 0);
        for (var channel = 0; channel < planes.Length; channel++)
        {
            for (var blur = 0; blur < blurs; blur++) Blur(planes[channel], side);
            planes[channel].CopyTo(face.Data, channel * side * side);
        }
    }

    /// <summary>A quarter, a half, a quarter: along rows, then along columns.</summary>
    private static void Blur(float[] plane, int side)
    {
        for (var i = 0; i < side; i++)
        {
            Smooth(plane, i * side, 1, side);
        }

        for (var i = 0; i < side; i++)
        {
            Smooth(plane, i, side, side);
        }
    }

    private static void Smooth(float[] plane, int start, int step, int count)
    {
        var before = plane[start];
        for (int i = 0, at = start; i < count; i++, at += step)
        {
            var here = plane[at];
            var after = i + 1 < count ? plane[at + step] : here;
            plane[at] = before / 4 + here / 2 + after / 4;
            before = here;
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
