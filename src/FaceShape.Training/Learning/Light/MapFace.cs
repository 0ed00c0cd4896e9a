using FaceShape.Description;
using FaceShape.Inference;

namespace FaceShape.Training.Learning.Light;

/// <summary>A photo's face as the light classifiers learn from it.</summary>
/// <param name="Maps">Looks at it in the one orientation: as it is, then with crop, light, colours and sharpness changed.</param>
/// <param name="Geometry">See <see cref="Classification.MeshFeatures"/>.</param>
internal sealed record MapFace(IReadOnlyList<Half[]> Maps, float[] Geometry)
{
    /// <summary>The same looks at <see cref="FaceTrunk.SecondSquare"/>; none where nobody looks twice.</summary>
    public IReadOnlyList<Half[]> Second { get; init; } = [];

    /// <summary>See <see cref="FaceTrunk.IsSmall"/>.</summary>
    public bool IsSmall { get; init; }

    /// <summary>The look at it as it is, as the trunk gives it: [1, 128, 8, 8].</summary>
    public Tensor Map() => ToTensor(Maps[0]);

    /// <summary>The second look at it as it is: [1, 128, 8, 8].</summary>
    public Tensor SecondMap() => ToTensor(Second[0]);

    /// <summary>The face as who sees only the second look has it.</summary>
    public MapFace AtSecondLook() => new(Second, Geometry);

    private static Tensor ToTensor(Half[] look)
    {
        var map = new Tensor(1, FaceTrunk.Channels, FaceTrunk.MapSide, FaceTrunk.MapSide);
        for (var i = 0; i < map.Data.Length; i++)
            map.Data[i % FaceTrunk.Channels * MapNetworkShape.Positions + i / FaceTrunk.Channels] = (float)look[i];
        return map;
    }
}
