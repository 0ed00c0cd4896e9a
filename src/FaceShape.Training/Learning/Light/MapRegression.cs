using FaceShape.Description;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>
/// The plainest answer to the question of the shape: a linear map from the means of two by two positions of the map, fitted by ridge regression
/// (Hoerl and Kennard, 1970). Alone it is worse than a network, but it errs differently: added to the scores of the networks, it corrects them.
/// </summary>
/// <param name="Scaling">What the means go through first.</param>
/// <param name="Weights">A row a mean, a column a score.</param>
internal sealed record MapRegression(Standardizer Scaling, float[] Weights)
{
    /// <summary>Rows and columns that are averaged.</summary>
    public const int Window = 2;

    private const int PooledSide = FaceTrunk.MapSide / Window;
    private const int PooledPositions = PooledSide * PooledSide;

    // Photos at a time, so that memory does not grow with their number; in whole blocks of the product, whose sums then stay the same.
    private const int Block = 5 * MatrixProduct.DepthBlock;

    /// <summary>Numbers that it sees.</summary>
    public const int Inputs = FaceTrunk.Channels * PooledPositions;

    /// <summary>Scores that it gives.</summary>
    public static int Shapes { get; } = ClassifierTask.Shape.Labels.Count;

    /// <summary>Fits it on all looks at the faces; a person counts as in the training of the networks.</summary>
    /// <param name="set">Who teaches.</param>
    /// <param name="options">How.</param>
    public static MapRegression Fit(MapTrainingSet set, MapLearningOptions options)
    {
        var scaling = Standardizer.Fit([.. set.Faces.Select(face => Pool(face.Maps[0]))]);
        var weights = set.PhotoWeights(options.PersonPower);
        var targets = Targets(set, weights);
        float[] rows = new float[Block * Inputs], weighted = new float[rows.Length], products = new float[Inputs * Inputs];
        var projected = new double[Inputs, Shapes];
        var looks = set.Faces.Min(face => face.Maps.Count);
        for (var look = 0; look < looks; look++)
        {
            for (var start = 0; start < set.Count; start += Block)
            {
                var count = Math.Min(Block, set.Count - start);
                for (var i = 0; i < count; i++)
                {
                    var row = rows.AsSpan(i * Inputs, Inputs);
                    scaling.ApplyWithin(MapScaling.Furthest, Pool(set.Faces[start + i].Maps[look]), row);
                    for (var j = 0; j < Inputs; j++) weighted[i * Inputs + j] = row[j] * (float)(weights[start + i] / looks);
                }

                MatrixProduct.Add(weighted, 1, Inputs, rows, products, Inputs, count, Inputs);
                Project(weighted, targets.AsSpan(start, count), projected);
            }
        }

        // The penalty is in photos' worth; that of the solver is a share of the diagonal, where each photo adds about 1.
        var solution = LinearAlgebra.Solve(Square(products), projected, options.RegressionPenalty * Inputs / set.Count);
        var flat = new float[Inputs * Shapes];
        for (var i = 0; i < flat.Length; i++) flat[i] = (float)(options.RegressionWeight * solution[i / Shapes, i % Shapes]);
        EightBits.Round(flat, Shapes);
        return new(scaling, flat);
    }

    /// <summary>Adds its scores to those of a face's shape.</summary>
    /// <param name="map">Position by position, channels innermost.</param>
    /// <param name="scores">One a shape.</param>
    public void AddScores(Half[] map, Span<float> scores)
    {
        var row = new float[Inputs];
        Scaling.ApplyWithin(MapScaling.Furthest, Pool(map), row);
        for (var i = 0; i < Inputs; i++)
        {
            for (var shape = 0; shape < Shapes; shape++) scores[shape] += row[i] * Weights[i * Shapes + shape];
        }
    }

    /// <summary>Means channel by channel, as ONNX has them.</summary>
    private static float[] Pool(Half[] map)
    {
        var pooled = new float[Inputs];
        for (var i = 0; i < map.Length; i++)
        {
            var (position, channel) = Math.DivRem(i, FaceTrunk.Channels);
            var (row, column) = Math.DivRem(position, FaceTrunk.MapSide);
            pooled[channel * PooledPositions + row / Window * PooledSide + column / Window] += (float)map[i] / (Window * Window);
        }

        return pooled;
    }

    /// <summary>One for the shape, zero for the others, less the share of each shape.</summary>
    private static double[][] Targets(MapTrainingSet set, double[] weights)
    {
        var shares = new double[Shapes];
        for (var i = 0; i < set.Count; i++) shares[(int)set.Labels[i]] += weights[i] / set.Count;
        return [.. set.Labels.Select(label => shares.Select((share, shape) => (shape == (int)label ? 1 : 0) - share).ToArray())];
    }

    private static void Project(float[] weighted, ReadOnlySpan<double[]> targets, double[,] projected)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            for (var j = 0; j < Inputs; j++)
            {
                for (var shape = 0; shape < Shapes; shape++) projected[j, shape] += weighted[i * Inputs + j] * targets[i][shape];
            }
        }
    }

    private static double[,] Square(float[] products)
    {
        var square = new double[Inputs, Inputs];
        for (var i = 0; i < products.Length; i++) square[i / Inputs, i % Inputs] = products[i];
        return square;
    }
}
