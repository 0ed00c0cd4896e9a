using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning;

/// <summary>
/// A network with one hidden layer of rectified units, or with none: softmax regression. Rows have as many numbers as
/// <see cref="Stride"/>. All parameters are in one array: weights row by row, then biases.
/// </summary>
internal sealed class MultilayerPerceptron
{
    private readonly int biasesAt;

    /// <summary>A network whose parameters are all 0.</summary>
    /// <param name="inputs">Numbers that mean something in a row.</param>
    /// <param name="hidden">Hidden units, a multiple of <see cref="Simd.Lanes"/>; 0 for softmax regression.</param>
    /// <param name="outputs">Number of labels.</param>
    public MultilayerPerceptron(int inputs, int hidden, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNotEqual(hidden, Simd.Align(hidden));
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 2);
        (Inputs, Hidden, Outputs) = (inputs, hidden, outputs);
        biasesAt = hidden == 0 ? outputs * Stride : hidden * Stride + outputs * hidden;
        Parameters = new float[Simd.Align(biasesAt + hidden + outputs)];
    }

    public int Inputs { get; }

    public int Hidden { get; }

    public int Outputs { get; }

    /// <summary>Length of a row: <see cref="Inputs"/> and zeros up to whole lanes.</summary>
    public int Stride => Simd.Align(Inputs);

    public float[] Parameters { get; }

    /// <summary>How many of the <see cref="Parameters"/>, from the first, are weights, which decay.</summary>
    public int WeightCount => biasesAt;

    /// <summary>Weights of the first layer, one row of <see cref="Stride"/> numbers a unit.</summary>
    public Span<float> FirstWeights => FirstWeightsOf(Parameters);

    public Span<float> FirstBiases => FirstBiasesOf(Parameters);

    /// <summary>Weights of the second layer, one row of <see cref="Hidden"/> numbers a label; empty without hidden layer.</summary>
    public Span<float> SecondWeights => SecondWeightsOf(Parameters);

    public Span<float> SecondBiases => SecondBiasesOf(Parameters);

    /// <summary>Draws the weights from a normal distribution of deviation sqrt(2 / inputs), as He et al. do.</summary>
    public void Initialize(Random random)
    {
        Draw(FirstWeights, Stride, Inputs, Hidden == 0 ? 0.01 : Math.Sqrt(2.0 / Inputs));
        Draw(SecondWeights, Hidden, Hidden, Hidden == 0 ? 0 : Math.Sqrt(2.0 / Hidden));

        void Draw(Span<float> weights, int stride, int used, double deviation)
        {
            for (var i = 0; i < weights.Length; i++) weights[i] = i % stride < used ? (float)(deviation * Normal(random)) : 0;
        }
    }

    /// <summary>The labels' scores before softmax.</summary>
    public float[] Logits(ReadOnlySpan<float> row)
    {
        var logits = new float[Outputs];
        if (Hidden == 0)
        {
            Layer(row, FirstWeights, FirstBiases, logits);
            return logits;
        }

        var units = new float[Hidden];
        Layer(row, FirstWeights, FirstBiases, units);
        Rectify(units);
        Layer(units, SecondWeights, SecondBiases, logits);
        return logits;
    }

    /// <summary>Weighted mean cross-entropy of a batch and its gradient by all parameters.</summary>
    /// <param name="batch">Photos, targets, weights, dropped units.</param>
    /// <param name="gradient">Overwritten; as long as <see cref="Parameters"/>.</param>
    public double Gradient(Batch batch, Span<float> gradient)
    {
        gradient.Clear();
        var count = batch.Count;
        var units = new float[count * Hidden];
        var errors = new float[count * Outputs];
        double loss = 0;
        for (var b = 0; b < count; b++)
        {
            var row = batch.Row(b);
            var error = errors.AsSpan(b * Outputs, Outputs);
            if (Hidden > 0)
            {
                var hidden = units.AsSpan(b * Hidden, Hidden);
                Layer(row, FirstWeights, FirstBiases, hidden);
                Rectify(hidden);
                for (var i = 0; i < Hidden; i++) hidden[i] *= batch.Kept[b * Hidden + i];
                Layer(hidden, SecondWeights, SecondBiases, error);
            }
            else
            {
                Layer(row, FirstWeights, FirstBiases, error);
            }

            loss += batch.Weights[b] * CrossEntropy(error, batch.Targets.AsSpan(b * Outputs, Outputs)) / count;
            foreach (ref var e in error) e *= batch.Weights[b] / count;
        }

        if (Hidden == 0)
        {
            AddOuter(errors, Outputs, batch.Rows, Stride, count, FirstWeightsOf(gradient), FirstBiasesOf(gradient));
            return loss;
        }

        AddOuter(errors, Outputs, units, Hidden, count, SecondWeightsOf(gradient), SecondBiasesOf(gradient));
        var unitErrors = new float[count * Hidden];
        for (var b = 0; b < count; b++)
        {
            var unitError = unitErrors.AsSpan(b * Hidden, Hidden);
            for (var o = 0; o < Outputs; o++) Simd.Add(unitError, errors[b * Outputs + o], SecondWeights.Slice(o * Hidden, Hidden));
            for (var i = 0; i < Hidden; i++) unitError[i] = units[b * Hidden + i] > 0 ? unitError[i] * batch.Kept[b * Hidden + i] : 0;
        }

        AddOuter(unitErrors, Hidden, batch.Rows, Stride, count, FirstWeightsOf(gradient), FirstBiasesOf(gradient));
        return loss;
    }

    /// <summary>
    /// One network that gives the mean of several networks' logits, to the last bits of a float: their hidden units
    /// side by side, or their mean weights where there are none.
    /// </summary>
    public static MultilayerPerceptron Average(IReadOnlyList<MultilayerPerceptron> members)
    {
        var first = members[0];
        var average = new MultilayerPerceptron(first.Inputs, first.Hidden * members.Count, first.Outputs);
        var share = 1f / members.Count;
        for (var m = 0; m < members.Count; m++)
        {
            var member = members[m];
            if (first.Hidden == 0)
            {
                for (var i = 0; i < member.Parameters.Length; i++) average.Parameters[i] += share * member.Parameters[i];
                continue;
            }

            member.FirstWeights.CopyTo(average.FirstWeights[(m * first.Hidden * first.Stride)..]);
            member.FirstBiases.CopyTo(average.FirstBiases[(m * first.Hidden)..]);
            for (var o = 0; o < first.Outputs; o++)
            {
                var place = average.SecondWeights.Slice(o * average.Hidden + m * first.Hidden, first.Hidden);
                for (var i = 0; i < first.Hidden; i++) place[i] = share * member.SecondWeights[o * first.Hidden + i];
                average.SecondBiases[o] += share * member.SecondBiases[o];
            }
        }

        return average;
    }

    private int FirstUnits => Hidden == 0 ? Outputs : Hidden;

    private Span<float> FirstWeightsOf(Span<float> all) => all[..(FirstUnits * Stride)];

    private Span<float> SecondWeightsOf(Span<float> all) => all[(FirstUnits * Stride)..biasesAt];

    private Span<float> FirstBiasesOf(Span<float> all) => all.Slice(biasesAt, FirstUnits);

    private Span<float> SecondBiasesOf(Span<float> all) => Hidden == 0 ? [] : all.Slice(biasesAt + Hidden, Outputs);

    private static void Layer(ReadOnlySpan<float> row, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> units)
    {
        var o = 0;
        for (; o + 4 <= units.Length; o += 4) Simd.Dot4(row, weights[(o * row.Length)..], row.Length, units[o..]);
        for (; o < units.Length; o++) units[o] = Simd.Dot(row, weights.Slice(o * row.Length, row.Length));
        for (o = 0; o < units.Length; o++) units[o] += biases[o];
    }

    private static void Rectify(Span<float> units)
    {
        foreach (ref var unit in units) unit = Math.Max(unit, 0);
    }

    /// <summary>Cross-entropy of a target distribution; turns the logits into its gradient, softmax minus target.</summary>
    private static double CrossEntropy(Span<float> logits, ReadOnlySpan<float> target)
    {
        double max = float.NegativeInfinity, sum = 0, loss = 0;
        foreach (var logit in logits) max = Math.Max(max, logit);
        foreach (var logit in logits) sum += Math.Exp(logit - max);
        var logSum = max + Math.Log(sum);
        for (var i = 0; i < logits.Length; i++)
        {
            loss += target[i] * (logSum - logits[i]);
            logits[i] = (float)(Math.Exp(logits[i] - logSum) - target[i]);
        }

        return loss;
    }

    /// <summary>Adds each photo's error times its row to the weights, and its error to the biases.</summary>
    private static void AddOuter(
        float[] errors, int units, float[] rows, int stride, int count, Span<float> weights, Span<float> biases)
    {
        Span<float> four = stackalloc float[4];
        for (var o = 0; o < units; o++)
        {
            var weight = weights.Slice(o * stride, stride);
            var b = 0;
            for (; b + 4 <= count; b += 4)
            {
                for (var i = 0; i < 4; i++) four[i] = errors[(b + i) * units + o];
                Simd.Add4(weight, four, rows.AsSpan(b * stride), stride);
            }

            for (; b < count; b++) Simd.Add(weight, errors[b * units + o], rows.AsSpan(b * stride, stride));
            for (b = 0; b < count; b++) biases[o] += errors[b * units + o];
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
