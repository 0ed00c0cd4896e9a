using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Landmarks;

/// <summary>
/// 468 points of a face in space, the face mesh of Google's MediaPipe (Apache-2.0). Input <c>face</c> [1, 3, 192, 192], RGB, 0 to 1,
/// a square around the face with level eyes; outputs <c>mesh</c> [1, 1404] (x, y, z in turn, pixels of the input) and
/// <c>presence</c> [1, 1], 0 to 1. It runs twice: the second look is at the square that the first mesh asks for, in the mirror, and the
/// two are averaged, which takes a good part of the noise away. Where a detector's box was far off, the first look only shows the way.
/// Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.FaceMesh"/>.</param>
public sealed class FaceMesh(ITensorModel model)
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 192;

    /// <summary>Below this there is no face in the square.</summary>
    public const double LeastPresence = 0.5;

    /// <summary>By what MediaPipe enlarges the box of a face before it cuts it out.</summary>
    public const double Enlargement = 1.5;

    // From MediaPipe's box to the square that the mesh itself asks for, medians over 188 portraits: sides of the enlarged box. The first
    // look takes a larger square, in which a box that is off a little matters less.
    private const double BoxLift = 0.021;
    private const double BoxGrowth = 1.069;
    private const double FirstScale = 1.07;

    // Three standard deviations of the same: a box that is further off was found by another detector, or by mistake.
    private const double MostShift = 0.06;
    private const double MostGrowth = 1.15;
    private const double MostTurn = 0.08;

    private static readonly ChannelScaling Unit = new(0, 0, 0, 255);

    /// <summary>Finds the mesh of a face.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="face">Where a detector found it.</param>
    /// <param name="cancellation">Checked before each run.</param>
    /// <returns>Points in pixels of the photo, or null when there is no face where the detector saw one.</returns>
    public async ValueTask<FaceMeshPoints?> LocateAsync(FacePatch patch, DetectedFace face, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        if (!(Math.Max(face.Box.Width, face.Box.Height) > 0)) return null;
        var expected = Expect(face);
        var wide = expected with { Side = FirstScale * expected.Side };
        var first = await LookAsync(patch, wide, mirrored: false, cancellation).ConfigureAwait(false);
        var square = Around(first);
        if (IsFar(expected, square))
        {
            first = await LookAsync(patch, square, mirrored: false, cancellation).ConfigureAwait(false);
            square = Around(first);
        }

        var second = await LookAsync(patch, square, mirrored: true, cancellation).ConfigureAwait(false);
        var mesh = FaceMeshPoints.Mean([first, second]);
        return mesh.Presence >= LeastPresence ? mesh : null;
    }

    /// <summary>The square that the mesh of a detected face will ask for, most likely.</summary>
    internal static TurnedSquare Expect(DetectedFace face)
    {
        var box = face.Box;
        var side = Enlargement * Math.Max(box.Width, box.Height);
        var (sin, cos) = Math.SinCos(face.Roll);
        var middle = new Point(box.X + box.Width / 2, box.Y + box.Height / 2);
        return new(middle + new Point(sin, -cos) * (BoxLift * side), BoxGrowth * side, face.Roll);
    }

    /// <summary>The square around a mesh, its eyes level, in which the network sees the face best.</summary>
    internal static TurnedSquare Around(FaceMeshPoints mesh)
    {
        var (sin, cos) = Math.SinCos(mesh.Roll);
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (var point in mesh.Points)
        {
            double x = point.X * cos + point.Y * sin, y = point.Y * cos - point.X * sin;
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        double u = (left + right) / 2, v = (top + bottom) / 2;
        return new(new(u * cos - v * sin, u * sin + v * cos), Enlargement * Math.Max(right - left, bottom - top), mesh.Roll);
    }

    private static bool IsFar(TurnedSquare expected, TurnedSquare seen) =>
        expected.Center.DistanceTo(seen.Center) > MostShift * expected.Side
        || Math.Max(expected.Side, seen.Side) > MostGrowth * Math.Min(expected.Side, seen.Side)
        || Math.Abs(Math.IEEERemainder(expected.Roll - seen.Roll, Math.Tau)) > MostTurn;

    /// <summary>One look at a square: quicker and less exact than <see cref="LocateAsync"/>, and there may be no face.</summary>
    internal async ValueTask<FaceMeshPoints> LookAsync(FacePatch patch, TurnedSquare square, bool mirrored, CancellationToken cancellation)
    {
        var input = patch.Sample(square, InputSize, Unit);
        if (mirrored) Mirror(input);
        var outputs = await model.RunAsync([input], cancellation).ConfigureAwait(false);
        return Place(outputs[0].Data, outputs[1].Data[0], square, mirrored);
    }

    private static void Mirror(Tensor input)
    {
        for (var row = 0; row < input.Data.Length; row += InputSize) input.Data.AsSpan(row, InputSize).Reverse();
    }

    private static FaceMeshPoints Place(ReadOnlySpan<float> mesh, double presence, TurnedSquare square, bool mirrored)
    {
        var points = new Point[FaceMeshPoints.Count];
        var depths = new double[FaceMeshPoints.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var from = 3 * (mirrored ? FaceMeshPoints.Opposite(i) : i);
            double x = mesh[from] / InputSize, y = mesh[from + 1] / InputSize;
            points[i] = square.At(mirrored ? 1 - x : x, y);
            depths[i] = mesh[from + 2] * square.Side / InputSize;
        }

        return new(points, depths, presence);
    }
}
