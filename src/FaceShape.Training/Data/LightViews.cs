using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>What the light networks see of a face, in several looks at it.</summary>
/// <param name="Mesh">Its mesh, pixels of the padded photo.</param>
/// <param name="Outline">Its outline, in the face's own frame.</param>
/// <param name="Maps">
/// Maps of the face, position by position with the channels innermost: as it is; in the mirror; then with crop, colours and sharpness
/// changed at random, each second of these in the mirror.
/// </param>
public sealed record LightViews(FaceMeshPoints Mesh, FaceOutlinePoints Outline, IReadOnlyList<Half[]> Maps)
{
    /// <summary>Looks at the face as it is: upright, then mirrored.</summary>
    public const int Plain = 2;

    /// <summary>All looks.</summary>
    public const int Count = Plain + 12;
}
