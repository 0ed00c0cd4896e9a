namespace FaceShape.Training.Learning.Light;

/// <summary>A photo's face as the light classifiers learn from it.</summary>
/// <param name="Maps">Looks at it, see <see cref="Data.LightViews"/>.</param>
/// <param name="Geometry">See <see cref="Classification.MeshFeatures"/>.</param>
internal sealed record MapFace(IReadOnlyList<Half[]> Maps, float[] Geometry);
