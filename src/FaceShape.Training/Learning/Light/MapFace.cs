using FaceShape.Description;
using FaceShape.Inference;

namespace FaceShape.Training.Learning.Light;

/// <summary>A photo's face as the light classifiers learn from it.</summary>
/// <param name="Maps">Looks at it, see <see cref="Data.LightViews"/>.</param>
/// <param name="Geometry">See <see cref="Classification.MeshFeatures"/>.</param>
internal sealed record MapFace(IReadOnlyList<Half[]> Maps, float[] Geometry)
{
    /// <summary>A look at it as the trunk gives it: [1, 128, 8, 8].</summary>
    public Tensor Map(int view = 0)
    {
        var map = new Tensor(1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide);
        for (var i = 0; i < map.Data.Length; i++)
            map.Data[i % FaceTrunk.Channels * MapNetworkShape.Positions + i / FaceTrunk.Channels] = (float)Maps[view][i];
        return map;
    }
}
