using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Landmarks;

/// <summary>
/// 468 points of a face in space, the face mesh of Google's MediaPipe (Apache-2.0). Input <c>face</c> [1, 3, 192, 192], RGB, 0 to 1,
/// a square around the face with level eyes; outputs <c>mesh</c> [1, 1404] (x, y, z in turn, pixels of the input) and
/// <c>presence</c> [1, 1], 0 to 1. It runs three times: the first mesh says where the square should have been, so that the answer does
/// not hang on the detector's box; that square is then looked at as it is and in the mirror, and the two meshes averaged, which takes a
/// good part of the noise away. The first look is in the mirror too where the nose lies to the left, so that it shows a mirrored photo
/// the same way.
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
    private const double BoxGrowth = 1.07 * 1.07;

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
        var found = Expect(face);
        var flipped = face.NoseSide < 0;
        var input = patch.Sample(found, InputSize, Unit);
        if (flipped) Mirror(input);
        var square = Around(await LookAsync(input, found, flipped, cancellation).ConfigureAwait(false));
        // Neither look waits for the other.
        input = patch.Sample(square, InputSize, Unit);
        var upright = LookAsync(input, square, mirrored: false, cancellation).AsTask();
        input = new(input.Shape, [.. input.Data]);
        Mirror(input);
        var mirrored = LookAsync(input, square, mirrored: true, cancellation).AsTask();
        var mesh = FaceMeshPoints.Mean(await Task.WhenAll(upright, mirrored).ConfigureAwait(false));
        return mesh.Presence >= LeastPresence ? mesh : null;
    }

    /// <summary>One look at a square: quicker and less exact than <see cref="LocateAsync"/>, and there may be no face.</summary>
    internal ValueTask<FaceMeshPoints> GlanceAsync(FacePatch patch, TurnedSquare square, CancellationToken cancellation) =>
        LookAsync(patch.Sample(square, InputSize, Unit), square, mirrored: false, cancellation);

    /// <summary>A square that holds a detected face with a little room.</summary>
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

    private async ValueTask<FaceMeshPoints> LookAsync(Tensor input, TurnedSquare square, bool mirrored, CancellationToken cancellation)
    {
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
