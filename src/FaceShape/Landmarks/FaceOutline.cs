using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Landmarks;

/// <summary>
/// The outline of a face from its mesh, learnt from outlines drawn by hand. Input <c>mesh</c> [1, 936] (x and y of 468 points in the
/// face's own frame); outputs <c>outline</c> [1, 52] (x and y of 26 points in that frame) and <c>errors</c> [1, 10] (what to expect of
/// each measurement, see <see cref="OutlineMeasurements"/>). Ridge regression, trained by <c>faceshape train-outline</c>.
/// </summary>
/// <param name="model">The regression, <see cref="ModelNames.FaceOutline"/>.</param>
public sealed class FaceOutline(ITensorModel model)
{
    /// <summary>Numbers that the regression takes.</summary>
    public const int Inputs = 2 * FaceMeshPoints.Count;

    /// <summary>Numbers that it gives.</summary>
    public const int Outputs = 2 * FaceOutlinePoints.Count;

    /// <summary>Finds the outline of a face.</summary>
    /// <param name="mesh">Its mesh.</param>
    /// <param name="cancellation">Checked before the regression runs.</param>
    public async ValueTask<OutlinedFace> LocateAsync(FaceMeshPoints mesh, CancellationToken cancellation = default)
    {
        var frame = FaceFrame.Of(mesh);
        var outputs = await model.RunAsync([new([1, Inputs], Features(mesh, frame))], cancellation).ConfigureAwait(false);
        return new(frame, Points(outputs[0].Data), outputs[1].Data);
    }

    /// <summary>The mesh as the regression takes it: x and y in turn, in the face's frame.</summary>
    public static float[] Features(FaceMeshPoints mesh, FaceFrame frame)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var features = new float[Inputs];
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            var point = frame.FromPhoto(mesh.Points[i]);
            features[2 * i] = (float)point.X;
            features[2 * i + 1] = (float)point.Y;
        }

        return features;
    }

    /// <summary>An outline from x and y in turn.</summary>
    public static FaceOutlinePoints Points(ReadOnlySpan<float> numbers)
    {
        var points = new Point[FaceOutlinePoints.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new(numbers[2 * i], numbers[2 * i + 1]);
        return new(points);
    }
}

/// <summary>A face with its outline.</summary>
/// <param name="Frame">The face's own coordinates.</param>
/// <param name="Outline">In that frame.</param>
/// <param name="Errors">Root mean square error to expect of each measurement, in the order of <see cref="OutlineMeasurements"/>.</param>
public sealed record OutlinedFace(FaceFrame Frame, FaceOutlinePoints Outline, IReadOnlyList<float> Errors);
