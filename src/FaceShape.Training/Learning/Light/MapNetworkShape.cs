using FaceShape.Description;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>How large the layers of a <see cref="MapNetwork"/> are; all but the first number are multiples of 16.</summary>
/// <param name="Geometry">Numbers of geometry.</param>
/// <param name="Mixed">Channels after the 1x1 convolution.</param>
/// <param name="Convolved">Channels after the 3x3 convolution.</param>
/// <param name="Units">Units of the dense layer on the map.</param>
/// <param name="GeometryUnits">Units of the dense layer on the geometry.</param>
internal sealed record MapNetworkShape(int Geometry, int Mixed = 32, int Convolved = 48, int Units = 48, int GeometryUnits = 48)
{
    /// <summary>Rows and columns of the map.</summary>
    public const int Side = FaceTrunk.MapSide;

    /// <summary>Positions of the map.</summary>
    public const int Positions = Side * Side;

    /// <summary>Rows and columns after the 3x3 convolution with stride 2, padded by 1.</summary>
    public const int HalfSide = Side / 2;

    /// <summary>Positions after the 3x3 convolution.</summary>
    public const int HalfPositions = HalfSide * HalfSide;

    /// <summary>Positions under the kernel.</summary>
    public const int Kernel = 9;

    /// <summary>Numbers in a map.</summary>
    public const int MapLength = Positions * FaceTrunk.Channels;

    /// <summary>Length of a row of geometry: zeros follow up to whole lanes.</summary>
    public int GeometryStride => (Geometry + MatrixProduct.Lanes - 1) / MatrixProduct.Lanes * MatrixProduct.Lanes;

    /// <summary>Numbers that the heads see.</summary>
    public int Seen => Units + GeometryUnits;

    /// <summary>Inputs and outputs of each layer: 1x1, 3x3, dense, geometry, heads.</summary>
    public IReadOnlyList<(int Inputs, int Outputs)> Layers =>
    [
        (FaceTrunk.Channels, Mixed),
        (Kernel * Mixed, Convolved),
        (HalfPositions * Convolved, Units),
        (GeometryStride, GeometryUnits),
        (Seen, MatrixProduct.Lanes),
    ];

    /// <summary>
    /// Which input of the dense layer each number after the 3x3 convolution is, when these come channel by channel as ONNX has them.
    /// </summary>
    public IReadOnlyList<int> HalfOrder() =>
        [.. Enumerable.Range(0, HalfPositions * Convolved).Select(i => i % HalfPositions * Convolved + i / HalfPositions)];
}
