using FaceShape.Description;
using FaceShape.Inference;

namespace FaceShape.Training.Learning.Light;

/// <summary>A photo's face as the light classifiers learn from it.</summary>
/// <param name="Maps">Looks at it in the one orientation: as it is, then with crop, light, colours and sharpness changed.</param>
/// <param name="Geometry">See <see cref="Classification.MeshFeatures"/>.</param>
internal sealed record MapFace(IReadOnlyList<Half[]> Maps, float[] Geometry)
{
    /// <summary>The look at it as it is, as the trunk gives it: [1, 128, 8, 8].</summary>
    public Tensor Map()
    {
        var map = new Tensor(1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide);
        for (var i = 0; i < map.Data.Length; i++)
            map.Data[i % FaceTrunk.Channels * MapNetworkShape.Positions + i / FaceTrunk.Channels] = (float)Maps[0][i];
        return map;
    }
}
