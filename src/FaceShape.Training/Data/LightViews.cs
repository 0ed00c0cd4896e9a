using FaceShape.Description;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>What the light networks see of a face, in several looks at it.</summary>
/// <param name="Mesh">Its mesh, pixels of the padded photo.</param>
/// <param name="Maps">
/// Maps of the face, position by position with the channels innermost: as the reader sees it, then with crop, colours and sharpness
/// changed at random.
/// </param>
/// <param name="Second">The same at <see cref="FaceTrunk.SecondSquare"/>.</param>
public sealed record LightViews(FaceMeshPoints Mesh, IReadOnlyList<Half[]> Maps, IReadOnlyList<Half[]> Second)
{
    /// <summary>All looks.</summary>
    public const int Count = 9;
}
