using FaceShape.Description;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>
/// The plainest answer to the question of the shape: for each two shapes a linear map from the means of two by two positions of the map, fitted by ridge
/// regression (Hoerl and Kennard, 1970) on their photos alone; a shape's score is the sum of those against the others, by the number of shapes. One regression on all
/// shapes together hardly ever names one that lies between others (masking: Hastie, Tibshirani and Friedman, The Elements of Statistical
/// Learning, 4.2). Alone it is worse than a network, but it errs differently: added to the scores of the networks, it corrects them.
/// </summary>
/// <param name="Scaling">What the means go through first.</param>
/// <param name="Weights">A row a mean, a column a score.</param>
/// <param name="Constants">Added to the scores.</param>
internal sealed record MapRegression(Standardizer Scaling, float[] Weights, float[] Constants)
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
        var (flat, constants) = (new float[Inputs * Shapes], new float[Shapes]);
        if (options.RegressionWeight == 0) return new(scaling, flat, constants);
        var moments = Moments.Of(set, options, scaling);
        var share = options.RegressionWeight / Shapes;
        for (var one = 0; one < Shapes; one++)
        {
            for (var other = 0; other < one; other++)
            {
                if (moments.Discriminant(one, other, options) is not ({ } direction, var middle)) continue;
                for (var i = 0; i < Inputs; i++)
                {
                    flat[i * Shapes + one] += (float)(share * direction[i, 0]);
                    flat[i * Shapes + other] -= (float)(share * direction[i, 0]);
                }

                constants[one] -= (float)(share * middle);
                constants[other] += (float)(share * middle);
            }
        }

        EightBits.Round(flat, Shapes);
        return new(scaling, flat, constants);
    }

    /// <summary>Adds its scores to those of a face's shape.</summary>
    /// <param name="map">Position by position, channels innermost.</param>
    /// <param name="scores">One a shape.</param>
    public void AddScores(Half[] map, Span<float> scores)
    {
        var row = new float[Inputs];
        Scaling.ApplyWithin(MapScaling.Furthest, Pool(map), row);
        for (var shape = 0; shape < Shapes; shape++) scores[shape] += Constants[shape];
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

    /// <summary>Sums over the looks at the photos of each shape, by what each photo counts, and what differs between photos of one person.</summary>
    private sealed class Moments
    {
        private readonly double[] counts = new double[Shapes];
        private readonly double[][] sums = [.. Enumerable.Range(0, Shapes).Select(_ => new double[Inputs])];
        private readonly float[][] products = [.. Enumerable.Range(0, Shapes).Select(_ => new float[Inputs * Inputs])];
        private readonly float[] within = new float[Inputs * Inputs];

        public static Moments Of(MapTrainingSet set, MapLearningOptions options, Standardizer scaling)
        {
            var moments = new Moments();
            var weights = set.PhotoWeights(options.PersonPower);
            var looks = set.Faces.Min(face => face.Maps.Count);
            var people = set.People.Distinct().Select((person, place) => (person, place)).ToDictionary(pair => pair.person, pair => pair.place);
            var ofPeople = new float[people.Count * Inputs];
            var countsOfPeople = new double[people.Count];
            float[] rows = new float[Block * Inputs], weighted = new float[rows.Length];
            for (var shape = 0; shape < Shapes; shape++)
            {
                int[] photos = [.. Enumerable.Range(0, set.Count).Where(i => (int)set.Labels[i] == shape)];
                foreach (var photo in photos)
                {
                    moments.counts[shape] += weights[photo];
                    countsOfPeople[people[set.People[photo]]] += weights[photo];
                }

                for (var look = 0; look < looks; look++)
                {
                    foreach (var some in photos.Chunk(Block))
                    {
                        for (var i = 0; i < some.Length; i++)
                        {
                            Span<float> row = rows.AsSpan(i * Inputs, Inputs), to = weighted.AsSpan(i * Inputs, Inputs);
                            scaling.ApplyWithin(MapScaling.Furthest, Pool(set.Faces[some[i]].Maps[look]), row);
                            var ofPerson = ofPeople.AsSpan(people[set.People[some[i]]] * Inputs, Inputs);
                            for (var j = 0; j < Inputs; j++)
                            {
                                to[j] = row[j] * (float)(weights[some[i]] / looks);
                                moments.sums[shape][j] += to[j];
                                ofPerson[j] += to[j];
                            }
                        }

                        MatrixProduct.Add(weighted, 1, Inputs, rows, moments.products[shape], Inputs, some.Length, Inputs);
                    }
                }
            }

            moments.SetWithin(ofPeople, countsOfPeople);
            return moments;
        }

        /// <summary>
        /// The direction along which one shape is told from another, 1 where all say the one and -1 where all say the other, and where the middle of
        /// both lies on it; null where there are no photos of one.
        /// </summary>
        public (double[,] Direction, double Middle)? Discriminant(int one, int other, MapLearningOptions options)
        {
            if (counts[one] == 0 || counts[other] == 0) return null;
            var count = counts[one] + counts[other];
            var difference = (counts[one] - counts[other]) / count;
            var steady = options.RegressionSteadiness * count / counts.Sum();
            double[] mean = [.. sums[one].Zip(sums[other], (a, b) => (a + b) / count)];
            var (square, target) = (new double[Inputs, Inputs], new double[Inputs, 1]);
            double trace = 0;
            for (var i = 0; i < Inputs; i++)
            {
                target[i, 0] = sums[one][i] - sums[other][i] - count * difference * mean[i];
                for (var j = 0; j <= i; j++)
                {
                    var at = i * Inputs + j;
                    square[i, j] = (double)products[one][at] + products[other][at] - count * mean[i] * mean[j] + steady * within[at];
                }

                trace += square[i, i];
            }

            // The penalty is in photos' worth, the solver's a share of the mean diagonal.
            var direction = LinearAlgebra.Solve(square, target, options.RegressionPenalty * Inputs * Inputs / trace);
            return (direction, mean.Select((value, i) => value * direction[i, 0]).Sum());
        }

        private void SetWithin(float[] ofPeople, double[] countsOfPeople)
        {
            foreach (var product in products)
            {
                for (var i = 0; i < within.Length; i++) within[i] += product[i];
            }

            // What is left of all products without those of each person's mean.
            var means = new float[ofPeople.Length];
            for (var i = 0; i < means.Length; i++) means[i] = -ofPeople[i] / (float)countsOfPeople[i / Inputs];
            MatrixProduct.Add(means, 1, Inputs, ofPeople, within, Inputs, countsOfPeople.Length, Inputs);
        }
    }
}
