using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>Photos of one step, and everything that is computed of them; its arrays are used again for the next step.</summary>
/// <param name="shape">Of the network.</param>
/// <param name="count">Photos, a multiple of <see cref="MatrixProduct.RowBlock"/>.</param>
internal sealed class MapBatch(MapNetworkShape shape, int count)
{
    public int Count { get; } = count;

    /// <summary>Standardized maps, position by position, channels innermost.</summary>
    public float[] Maps { get; } = new float[count * MapNetworkShape.MapLength];

    /// <summary>Standardized geometry.</summary>
    public float[] Geometry { get; } = new float[count * shape.GeometryStride];

    /// <summary>How much each label of each question is asked for, lanes a photo; a question that a photo does not teach has zeros.</summary>
    public float[] Targets { get; } = new float[count * MatrixProduct.Lanes];

    /// <summary>What the units that the heads see are multiplied by: 0 where dropped, else 1 / (1 - dropout).</summary>
    public float[] Kept { get; } = new float[count * shape.Seen];

    public float[] Mixed { get; } = new float[count * MapNetworkShape.Positions * shape.Mixed];

    /// <summary>What lies under the kernel, for each position after the 3x3 convolution.</summary>
    public float[] Patches { get; } = new float[count * MapNetworkShape.HalfPositions * MapNetworkShape.Kernel * shape.Mixed];

    public float[] Convolved { get; } = new float[count * MapNetworkShape.HalfPositions * shape.Convolved];

    public float[] Units { get; } = new float[count * shape.Units];

    public float[] GeometryUnits { get; } = new float[count * shape.GeometryUnits];

    public float[] Seen { get; } = new float[count * shape.Seen];

    /// <summary>Scores of the heads, lanes a photo; after the loss its gradient by them.</summary>
    public float[] Scores { get; } = new float[count * MatrixProduct.Lanes];
}
