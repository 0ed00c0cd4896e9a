using FaceShape.Description;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>
/// The plainest answer to the three questions: a linear map from the means of two by two positions of the map, fitted by ridge regression
/// (Hoerl and Kennard, 1970). Alone it is worse than a network, but it errs differently: added to the scores of the networks, it corrects them.
/// </summary>
/// <param name="Scaling">What the means go through first.</param>
/// <param name="Weights">A row a mean, a column a score.</param>
internal sealed record MapRegression(Standardizer Scaling, float[] Weights)
{
    /// <summary>Rows and columns that are averaged.</summary>
    public const int Window = 2;

    /// <summary>Means that lie further off than so many deviations are taken to lie there.</summary>
    public const float Furthest = 4;

    private const int PooledSide = FaceTrunk.MapSide / Window;
    private const int PooledPositions = PooledSide * PooledSide;

    /// <summary>Numbers that it sees.</summary>
    public const int Inputs = FaceTrunk.Channels * PooledPositions;

    /// <summary>Fits it on faces as they are; a person counts as in the training of the networks.</summary>
    /// <param name="set">Who teaches.</param>
    /// <param name="options">How.</param>
    public static MapRegression Fit(MapTrainingSet set, MapLearningOptions options)
    {
        var pooled = set.Faces.Select(face => Pool(face.Maps[0])).ToArray();
        var scaling = Standardizer.Fit(pooled);
        var weights = set.PhotoWeights(options.PersonPower);
        float[] rows = new float[set.Count * Inputs], weighted = new float[rows.Length], products = new float[Inputs * Inputs];
        for (var i = 0; i < set.Count; i++)
        {
            var row = rows.AsSpan(i * Inputs, Inputs);
            Standardize(scaling, pooled[i], row);
            for (var j = 0; j < Inputs; j++) weighted[i * Inputs + j] = row[j] * (float)weights[i];
        }

        MatrixProduct.Add(weighted, 1, Inputs, rows, products, Inputs, set.Count, Inputs);
        var targets = Targets(set, weights);
        // The penalty is in photos' worth; that of the solver is a share of the diagonal, where each photo adds about 1.
        var solution = LinearAlgebra.Solve(Square(products), Project(weighted, targets), options.RegressionPenalty * Inputs / set.Count);
        var flat = new float[Inputs * MapHeads.Count];
        for (var i = 0; i < flat.Length; i++) flat[i] = (float)(options.RegressionWeight * solution[i / MapHeads.Count, i % MapHeads.Count]);
        EightBits.Round(flat, MapHeads.Count);
        return new(scaling, flat);
    }

    /// <summary>Adds its scores to those of a face.</summary>
    /// <param name="map">Position by position, channels innermost.</param>
    /// <param name="scores">All heads side by side.</param>
    public void AddScores(Half[] map, Span<float> scores)
    {
        var row = new float[Inputs];
        Standardize(Scaling, Pool(map), row);
        for (var i = 0; i < Inputs; i++)
        {
            for (var head = 0; head < MapHeads.Count; head++) scores[head] += row[i] * Weights[i * MapHeads.Count + head];
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

    private static void Standardize(Standardizer scaling, float[] pooled, Span<float> row)
    {
        for (var i = 0; i < Inputs; i++) row[i] = Math.Clamp((pooled[i] - scaling.Mean[i]) * scaling.Scale[i], -Furthest, Furthest);
    }

    /// <summary>One for the answer, zero for the others, less the share of each answer; zero where the shape decides no answer.</summary>
    private static double[][] Targets(MapTrainingSet set, double[] weights)
    {
        var targets = new double[set.Count][];
        for (var i = 0; i < set.Count; i++) targets[i] = new double[MapHeads.Count];
        foreach (var task in ClassifierTask.All)
        {
            var start = MapHeads.Of(task).Start.Value;
            var shares = new double[task.Labels.Count];
            double sum = 0;
            for (var i = 0; i < set.Count; i++)
            {
                if (task.LabelOf(set.Labels[i]) is not { } label) continue;
                shares[label] += weights[i];
                sum += weights[i];
            }

            for (var i = 0; i < set.Count; i++)
            {
                if (task.LabelOf(set.Labels[i]) is not { } label) continue;
                for (var k = 0; k < shares.Length; k++) targets[i][start + k] = (k == label ? 1 : 0) - shares[k] / sum;
            }
        }

        return targets;
    }

    private static double[,] Project(float[] weighted, double[][] targets)
    {
        var projected = new double[Inputs, MapHeads.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            for (var j = 0; j < Inputs; j++)
            {
                for (var head = 0; head < MapHeads.Count; head++) projected[j, head] += weighted[i * Inputs + j] * targets[i][head];
            }
        }

        return projected;
    }

    private static double[,] Square(float[] products)
    {
        var square = new double[Inputs, Inputs];
        for (var i = 0; i < products.Length; i++) square[i / Inputs, i % Inputs] = products[i];
        return square;
    }
}
