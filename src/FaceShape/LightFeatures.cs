using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape;

/// <summary>A face as the light classifiers see it.</summary>
/// <param name="Mesh">468 points, pixels of the photo.</param>
/// <param name="Outlined">The outline in the face's own frame.</param>
/// <param name="Map">[1, 128, 8, 8], see <see cref="FaceTrunk"/>.</param>
/// <param name="Geometry">See <see cref="MeshFeatures"/>.</param>
public sealed record LightFace(FaceMeshPoints Mesh, OutlinedFace Outlined, Tensor Map, float[] Geometry);

/// <summary>The light walk from a detected face to what the light classifiers see; the same for reading and for training.</summary>
/// <param name="mesh">468 points.</param>
/// <param name="outline">The outline from them.</param>
/// <param name="trunk">The map.</param>
public sealed class LightFeatures(FaceMesh mesh, FaceOutline outline, FaceTrunk trunk)
{
    /// <summary>Walks one face.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">Where a detector found it.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <returns>Null when there is no face where the detector saw one.</returns>
    /// <exception cref="ModelException">A network failed.</exception>
    public async ValueTask<LightFace?> ExtractAsync(Raster photo, DetectedFace face, CancellationToken cancellation = default)
    {
        if (await mesh.LocateAsync(photo, face, cancellation).ConfigureAwait(false) is not { } located) return null;
        var outlined = await outline.LocateAsync(located, cancellation).ConfigureAwait(false);
        var map = await trunk.MapAsync(photo, outlined.Frame, mirrored: false, cancellation).ConfigureAwait(false);
        return new(located, outlined, map, MeshFeatures.From(located, outlined));
    }
}
