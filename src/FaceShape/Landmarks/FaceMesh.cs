using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Landmarks;

/// <summary>
/// 468 points of a face in space, the face mesh of Google's MediaPipe (Apache-2.0). Input <c>face</c> [1, 3, 192, 192], RGB, 0 to 1,
/// a square around the face with level eyes; outputs <c>mesh</c> [1, 1404] (x, y, z in turn, pixels of the input) and
/// <c>presence</c> [1, 1], 0 to 1. It runs five times: the first mesh says where the square should have been; then a smaller and a
/// larger square are looked at, as they are and mirrored, and the four meshes averaged, which takes a good part of the noise away.
/// Kartynnik et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.FaceMesh"/>.</param>
public sealed class FaceMesh(ITensorModel model)
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 192;

    /// <summary>Below this there is no face in the square.</summary>
    public const double LeastPresence = 0.5;

    /// <summary>By what MediaPipe enlarges the box of a face, found or tracked, before it cuts it out.</summary>
    public const double Enlargement = 1.5;

    private static readonly double[] Scales = [0.93, 1.07];
    private static readonly ChannelScaling Unit = new(0, 0, 0, 255);

    /// <summary>Finds the mesh of a face.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">Where a detector found it.</param>
    /// <param name="cancellation">Checked before each run.</param>
    /// <returns>Points in pixels of the photo, or null when there is no face where the detector saw one.</returns>
    public async ValueTask<FaceMeshPoints?> LocateAsync(Raster photo, DetectedFace face, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var box = face.Box;
        var side = Enlargement * Math.Max(box.Width, box.Height);
        if (!(side > 0)) return null;
        var center = new Point(box.X + box.Width / 2, box.Y + box.Height / 2);
        var begin = new TurnedSquare(center, side, face.Roll);
        var first = await LookAsync(begin.Sample(photo, InputSize, Unit), begin, mirrored: false, cancellation).ConfigureAwait(false);
        var square = Around(first);
        var looks = new List<FaceMeshPoints>();
        foreach (var scale in Scales)
        {
            var scaled = square with { Side = scale * square.Side };
            var input = scaled.Sample(photo, InputSize, Unit);
            looks.Add(await LookAsync(input, scaled, mirrored: false, cancellation).ConfigureAwait(false));
            Mirror(input);
            looks.Add(await LookAsync(input, scaled, mirrored: true, cancellation).ConfigureAwait(false));
        }

        var mesh = FaceMeshPoints.Mean(looks);
        return mesh.Presence >= LeastPresence ? mesh : null;
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
