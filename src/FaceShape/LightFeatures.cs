using FaceShape.Classification;
using FaceShape.Description;
using FaceShape.Detection;
using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape;

/// <summary>A face whose mesh and outline were found.</summary>
/// <param name="Mesh">468 points, pixels of the photo.</param>
/// <param name="Outlined">The outline in the face's own frame.</param>
public sealed record LocatedFace(FaceMeshPoints Mesh, OutlinedFace Outlined);

/// <summary>A face as the light classifiers see it.</summary>
/// <param name="Mesh">468 points, pixels of the photo.</param>
/// <param name="Outlined">The outline in the face's own frame.</param>
/// <param name="Map">[1, 128, 8, 8], see <see cref="FaceTrunk"/>; of the mirrored face where <see cref="LightFeatures.IsSeenMirrored"/> says so.</param>
/// <param name="Geometry">See <see cref="MeshFeatures"/>.</param>
public sealed record LightFace(FaceMeshPoints Mesh, OutlinedFace Outlined, Tensor Map, float[] Geometry);

/// <summary>The light walk from a detected face to what the light classifiers see; the same for reading and for training.</summary>
/// <param name="mesh">468 points.</param>
/// <param name="outline">The outline from them.</param>
/// <param name="trunk">The map.</param>
public sealed class LightFeatures(FaceMesh mesh, FaceOutline outline, FaceTrunk trunk)
{
    /// <summary>Walks one face.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="face">Where a detector found it.</param>
    /// <param name="cancellation">Checked between the networks.</param>
    /// <returns>Null when there is no face where the detector saw one.</returns>
    /// <exception cref="ModelException">A network failed.</exception>
    public async ValueTask<LightFace?> ExtractAsync(FacePatch patch, DetectedFace face, CancellationToken cancellation = default) =>
        await LocateAsync(patch, face, cancellation).ConfigureAwait(false) is { } located
            ? await LookAsync(patch, located, cancellation).ConfigureAwait(false)
            : null;

    /// <summary>The first half of the walk: mesh and outline.</summary>
    /// <inheritdoc cref="ExtractAsync"/>
    public async ValueTask<LocatedFace?> LocateAsync(FacePatch patch, DetectedFace face, CancellationToken cancellation = default) =>
        await mesh.LocateAsync(patch, face, cancellation).ConfigureAwait(false) is { } located
            ? new(located, await outline.LocateAsync(located, cancellation).ConfigureAwait(false))
            : null;

    /// <summary>The second half: the map, and the features of mesh and outline.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="located">What the first half gave.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <exception cref="ModelException">The network failed.</exception>
    public async ValueTask<LightFace> LookAsync(FacePatch patch, LocatedFace located, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(located);
        var (points, outlined) = located;
        var map = trunk.MapAsync(patch, outlined.Frame, IsSeenMirrored(points), cancellation);
        var geometry = MeshFeatures.From(points, outlined);
        return new(points, outlined, await map.ConfigureAwait(false), geometry);
    }

    /// <summary>
    /// Whether the trunk sees a face in the mirror: so it sees all heads turned to the same side, and nearly the same picture whether or
    /// not a photo was mirrored.
    /// </summary>
    public static bool IsSeenMirrored(FaceMeshPoints mesh) => HeadPose.From(mesh).Yaw < 0;
}
