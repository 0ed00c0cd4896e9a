using FaceShape.Landmarks;

namespace FaceShape.Geometry;

/// <summary>A face with everything that is measured on it.</summary>
/// <param name="Mesh">468 points, pixels of the photo.</param>
/// <param name="Outline">26 points, pixels of the photo.</param>
/// <param name="Measurements">Lengths, widths, ratios, with their errors.</param>
/// <param name="Pose">How the head is turned.</param>
public sealed record MeasuredFace(FaceMeshPoints Mesh, FaceOutlinePoints Outline, OutlineMeasurements Measurements, HeadPose Pose)
{
    /// <summary>Measures a face.</summary>
    /// <param name="mesh">Its mesh.</param>
    /// <param name="outlined">The outline that was found from it.</param>
    public static MeasuredFace From(FaceMeshPoints mesh, OutlinedFace outlined)
    {
        ArgumentNullException.ThrowIfNull(outlined);
        return new(mesh, outlined.Outline.Map(outlined.Frame.ToPhoto), OutlineMeasurements.From(outlined), HeadPose.From(mesh));
    }
}
