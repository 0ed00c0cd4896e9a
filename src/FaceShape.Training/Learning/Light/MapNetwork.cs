using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>
/// The light classifiers as a network: a 1x1 convolution mixes the map's channels, a 3x3 convolution with stride 2 looks around, a dense
/// layer sees the whole face; another sees the geometry; one head a question sees both. Rectified throughout. All parameters are in one
/// array: weights layer by layer (inputs by outputs), then biases.
/// </summary>
internal sealed class MapNetwork
{
    private const int Side = MapNetworkShape.Side;
    private const int HalfSide = MapNetworkShape.HalfSide;
    private const int Kernel = MapNetworkShape.Kernel;

    private readonly (int Inputs, int Outputs)[] layers;
    private readonly int[] weightsAt;
    private readonly int[] biasesAt;

    /// <summary>A network whose parameters are all 0.</summary>
    public MapNetwork(MapNetworkShape shape)
    {
        Shape = shape;
        layers = [.. shape.Layers];
        (weightsAt, biasesAt) = (new int[layers.Length], new int[layers.Length]);
        var at = 0;
        for (var layer = 0; layer < layers.Length; layer++)
        {
            weightsAt[layer] = at;
            at += layers[layer].Inputs * layers[layer].Outputs;
        }

        WeightCount = at;
        for (var layer = 0; layer < layers.Length; layer++)
        {
            biasesAt[layer] = at;
            at += layers[layer].Outputs;
        }

        Parameters = new float[at];
    }

    /// <summary>The layers, in the order of the parameters.</summary>
    public enum Layer
    {
        /// <summary>1x1 convolution.</summary>
        Mix,

        /// <summary>3x3 convolution, stride 2.</summary>
        Convolve,

        /// <summary>All positions.</summary>
        Dense,

        /// <summary>Geometry.</summary>
        Geometry,

        /// <summary>The questions.</summary>
        Heads,
    }

    public MapNetworkShape Shape { get; }

    public float[] Parameters { get; }

    /// <summary>How many of the <see cref="Parameters"/>, from the first, are weights, which decay; a multiple of the lanes.</summary>
    public int WeightCount { get; }

    /// <summary>Weights of a layer, inputs by outputs.</summary>
    public Span<float> Weights(Layer layer) => Weights(Parameters, layer);

    /// <summary>Biases of a layer.</summary>
    public Span<float> Biases(Layer layer) => Biases(Parameters, layer);

    /// <summary>Draws the weights from normal distributions of deviation sqrt(2 / inputs), as He et al. do; those of the heads are 0.</summary>
    public void Initialize(Random random)
    {
        for (var layer = Layer.Mix; layer < Layer.Heads; layer++)
        {
            var deviation = Math.Sqrt(2.0 / layers[(int)layer].Inputs);
            foreach (ref var weight in Weights(layer)) weight = (float)(deviation * Normal(random));
        }
    }

    /// <summary>Computes the scores of a batch.</summary>
    public void Forward(MapBatch batch)
    {
        Apply(Layer.Mix, batch.Maps, batch.Mixed, rectify: true);
        Gather(batch.Mixed, batch.Patches, batch.Count);
        Apply(Layer.Convolve, batch.Patches, batch.Convolved, rectify: true);
        Apply(Layer.Dense, batch.Convolved, batch.Units, rectify: true);
        Apply(Layer.Geometry, batch.Geometry, batch.GeometryUnits, rectify: true);
        for (var b = 0; b < batch.Count; b++)
        {
            var seen = batch.Seen.AsSpan(b * Shape.Seen, Shape.Seen);
            batch.Units.AsSpan(b * Shape.Units, Shape.Units).CopyTo(seen);
            batch.GeometryUnits.AsSpan(b * Shape.GeometryUnits, Shape.GeometryUnits).CopyTo(seen[Shape.Units..]);
        }

        Multiply(batch.Seen, batch.Kept);
        Apply(Layer.Heads, batch.Seen, batch.Scores, rectify: false);
    }

    /// <summary>Mean loss of a batch after <see cref="Forward"/>, and its gradient by all parameters.</summary>
    /// <param name="batch">The batch; its scores are overwritten.</param>
    /// <param name="taskWeights">How much each question counts.</param>
    /// <param name="gradient">Overwritten; as long as <see cref="Parameters"/>.</param>
    /// <param name="workspace">Of the same batch size.</param>
    public double Backward(MapBatch batch, IReadOnlyList<float> taskWeights, Span<float> gradient, MapBatch workspace)
    {
        gradient.Clear();
        var loss = Loss(batch, taskWeights);
        Differentiate(Layer.Heads, batch.Seen, batch.Scores, gradient, workspace.Seen);
        Multiply(workspace.Seen, batch.Kept);
        for (var b = 0; b < batch.Count; b++)
        {
            var seen = workspace.Seen.AsSpan(b * Shape.Seen, Shape.Seen);
            seen[..Shape.Units].CopyTo(workspace.Units.AsSpan(b * Shape.Units));
            seen[Shape.Units..].CopyTo(workspace.GeometryUnits.AsSpan(b * Shape.GeometryUnits));
        }

        Simd.KeepWherePositive(workspace.Units, batch.Units);
        Simd.KeepWherePositive(workspace.GeometryUnits, batch.GeometryUnits);
        Differentiate(Layer.Geometry, batch.Geometry, workspace.GeometryUnits, gradient, []);
        Differentiate(Layer.Dense, batch.Convolved, workspace.Units, gradient, workspace.Convolved);
        Simd.KeepWherePositive(workspace.Convolved, batch.Convolved);
        Differentiate(Layer.Convolve, batch.Patches, workspace.Convolved, gradient, workspace.Patches);
        Scatter(workspace.Patches, workspace.Mixed, batch.Count);
        Simd.KeepWherePositive(workspace.Mixed, batch.Mixed);
        Differentiate(Layer.Mix, batch.Maps, workspace.Mixed, gradient, []);
        return loss;
    }

    /// <summary>Forgets how to answer beside: nobody asks, and what is exported need not carry it.</summary>
    public void ForgetBeside()
    {
        var weights = Weights(Layer.Heads);
        var biases = Biases(Layer.Heads);
        for (var row = 0; row < weights.Length; row += biases.Length) weights.Slice(row, biases.Length)[MapHeads.Beside].Clear();
        biases[MapHeads.Beside].Clear();
    }

    private Span<float> Weights(Span<float> all, Layer layer) =>
        all.Slice(weightsAt[(int)layer], layers[(int)layer].Inputs * layers[(int)layer].Outputs);

    private Span<float> Biases(Span<float> all, Layer layer) => all.Slice(biasesAt[(int)layer], layers[(int)layer].Outputs);

    private void Apply(Layer layer, ReadOnlySpan<float> x, Span<float> y, bool rectify)
    {
        var (inputs, outputs) = layers[(int)layer];
        var biases = Biases(layer);
        for (var row = 0; row < y.Length; row += outputs) biases.CopyTo(y[row..]);
        MatrixProduct.Add(x, inputs, 1, Weights(layer), y, y.Length / outputs, inputs, outputs);
        if (rectify) Simd.Rectify(y);
    }

    /// <summary>Adds the gradient by a layer's parameters, and gives that by its inputs where these are wanted.</summary>
    private void Differentiate(Layer layer, ReadOnlySpan<float> x, ReadOnlySpan<float> errors, Span<float> gradient, Span<float> inputErrors)
    {
        var (inputs, outputs) = layers[(int)layer];
        var rows = errors.Length / outputs;
        MatrixProduct.Add(x, 1, inputs, errors, Weights(gradient, layer), inputs, rows, outputs);
        var biases = Biases(gradient, layer);
        for (var row = 0; row < errors.Length; row += outputs) Simd.Add(biases, 1, errors.Slice(row, outputs));
        if (inputErrors.IsEmpty) return;
        var transposed = new float[inputs * outputs];
        MatrixProduct.Transpose(Weights(layer), inputs, outputs, transposed);
        inputErrors.Clear();
        MatrixProduct.Add(errors, outputs, 1, transposed, inputErrors, rows, outputs, inputs);
    }

    /// <summary>Cross-entropy of all questions; turns scores into its gradient by them.</summary>
    private static double Loss(MapBatch batch, IReadOnlyList<float> taskWeights)
    {
        double loss = 0;
        for (var b = 0; b < batch.Count; b++)
        {
            var scores = batch.Scores.AsSpan(b * MatrixProduct.Lanes, MatrixProduct.Lanes);
            var targets = batch.Targets.AsSpan(b * MatrixProduct.Lanes, MatrixProduct.Lanes);
            for (var task = 0; task < ClassifierTask.All.Count; task++)
            {
                var head = MapHeads.Of(ClassifierTask.All[task]);
                loss += CrossEntropy(scores[head], targets[head], taskWeights[task] / batch.Count);
            }

            // The shape beside counts as much as the shape.
            loss += CrossEntropy(scores[MapHeads.Beside], targets[MapHeads.Beside], taskWeights[0] / batch.Count);
            scores[MapHeads.Beside.End.Value..].Clear();
        }

        return loss;
    }

    private static double CrossEntropy(Span<float> scores, ReadOnlySpan<float> targets, double weight)
    {
        double max = float.NegativeInfinity, sum = 0, loss = 0, mass = 0;
        foreach (var score in scores) max = Math.Max(max, score);
        foreach (var score in scores) sum += Math.Exp(score - max);
        foreach (var target in targets) mass += target;
        var logSum = max + Math.Log(sum);
        for (var i = 0; i < scores.Length; i++)
        {
            loss += weight * targets[i] * (logSum - scores[i]);
            scores[i] = (float)(weight * (mass * Math.Exp(scores[i] - logSum) - targets[i]));
        }

        return loss;
    }

    /// <summary>Lays out what is under the kernel at each position; beyond the map's edge there are zeros.</summary>
    private void Gather(float[] mixed, float[] patches, int count)
    {
        var channels = Shape.Mixed;
        for (int patch = 0, at = 0; patch < count * MapNetworkShape.HalfPositions; patch++)
        {
            for (var k = 0; k < Kernel; k++, at += channels)
            {
                var from = Under(patch, k);
                if (from < 0) patches.AsSpan(at, channels).Clear();
                else mixed.AsSpan(from * channels, channels).CopyTo(patches.AsSpan(at));
            }
        }
    }

    /// <summary>Adds up where patches overlap.</summary>
    private void Scatter(float[] patches, float[] mixed, int count)
    {
        var channels = Shape.Mixed;
        mixed.AsSpan().Clear();
        for (int patch = 0, at = 0; patch < count * MapNetworkShape.HalfPositions; patch++)
        {
            for (var k = 0; k < Kernel; k++, at += channels)
            {
                var to = Under(patch, k);
                if (to >= 0) Simd.Add(mixed.AsSpan(to * channels, channels), 1, patches.AsSpan(at, channels));
            }
        }
    }

    /// <summary>Which position of all maps lies under one of the kernel's; -1 beyond the edge.</summary>
    private static int Under(int patch, int k)
    {
        var (photo, at) = Math.DivRem(patch, MapNetworkShape.HalfPositions);
        int row = at / HalfSide * 2 + k / 3 - 1, column = at % HalfSide * 2 + k % 3 - 1;
        return (uint)row < Side && (uint)column < Side ? photo * MapNetworkShape.Positions + row * Side + column : -1;
    }

    private static void Multiply(Span<float> x, ReadOnlySpan<float> by)
    {
        for (var i = 0; i < x.Length; i++) x[i] *= by[i];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
