namespace FaceShape.Training.Learning;

/// <summary>Trains one network by mini-batches; seeded, on one thread.</summary>
internal sealed class NetworkTrainer
{
    private const double WarmUp = 0.2;

    private readonly LearningOptions options;
    private readonly TrainingSet set;
    private readonly Random random;
    private readonly MultilayerPerceptron network;
    private readonly Adam adam;
    private readonly Batch batch;
    private readonly float[] weights;
    private readonly float[] gradient;

    private NetworkTrainer(TrainingSet set, int inputs, LearningOptions options, int seed)
    {
        (this.set, this.options) = (set, options);
        random = new(seed);
        network = new(inputs, options.Hidden, set.LabelCount);
        network.Initialize(random);
        adam = new(network.Parameters, network.WeightCount, options.WeightDecay);
        batch = new(options.BatchSize, network.Stride, network.Hidden, network.Outputs);
        weights = set.Weights();
        gradient = new float[network.Parameters.Length];
    }

    /// <summary>Trains until the validation loss no longer falls, and takes the network of the best pass.</summary>
    /// <param name="training">Standardized photos to learn from.</param>
    /// <param name="validation">Standardized photos of other people.</param>
    /// <param name="inputs">Numbers that mean something in a row.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">The same seed gives the same network.</param>
    /// <param name="cancellation">Stops between passes.</param>
    public static MultilayerPerceptron Train(
        TrainingSet training, TrainingSet validation, int inputs, LearningOptions options, int seed, CancellationToken cancellation = default)
    {
        var trainer = new NetworkTrainer(training, inputs, options, seed);
        var best = (float[])trainer.network.Parameters.Clone();
        var (least, since) = (double.PositiveInfinity, 0);
        for (var epoch = 0; epoch < options.Epochs && since < options.Patience; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            trainer.Pass(epoch);
            var loss = Loss(trainer.network, validation);
            since++;
            if (loss >= least) continue;
            (least, since) = (loss, 0);
            trainer.network.Parameters.CopyTo(best, 0);
        }

        best.CopyTo(trainer.network.Parameters, 0);
        return trainer.network;
    }

    /// <summary>Weighted mean of the negative logarithm of the true label's probability.</summary>
    internal static double Loss(MultilayerPerceptron network, TrainingSet set)
    {
        var weights = set.Weights();
        double loss = 0;
        for (var i = 0; i < set.Count; i++)
            loss -= weights[i] * Math.Log(Math.Max(Softmax.Of(network.Logits(set.Rows[i]), 1)[set.Labels[i]], 1e-12));
        return loss / set.Count;
    }

    private void Pass(int epoch)
    {
        var order = Enumerable.Range(0, set.Count).ToArray();
        random.Shuffle(order);
        var steps = (order.Length + options.BatchSize - 1) / options.BatchSize;
        for (var step = 0; step < steps; step++)
        {
            Fill(order.AsSpan(step * options.BatchSize, Math.Min(options.BatchSize, order.Length - step * options.BatchSize)));
            network.Gradient(batch, gradient);
            adam.Step(gradient, (float)LearningRate((epoch + (double)step / steps) / options.Epochs));
        }
    }

    private double LearningRate(double at) => options.LearningRate
        * (at < WarmUp ? (at + 0.01) / (WarmUp + 0.01) : 0.5 + 0.5 * Math.Cos(Math.PI * (at - WarmUp) / (1 - WarmUp)));

    private void Fill(ReadOnlySpan<int> photos)
    {
        batch.Count = photos.Length;
        var spread = options.LabelSmoothing / set.LabelCount;
        for (var b = 0; b < photos.Length; b++)
        {
            var photo = photos[b];
            var row = batch.Row(b);
            (random.Next(2) == 0 ? set.Rows : set.Mirrored)[photo].CopyTo(row);
            Drop(row, options.InputDropout);
            var target = batch.Targets.AsSpan(b * set.LabelCount, set.LabelCount);
            target.Fill(spread);
            target[set.Labels[photo]] += 1 - options.LabelSmoothing;
            batch.Weights[b] = weights[photo];
        }

        var kept = batch.Kept.AsSpan(0, photos.Length * network.Hidden);
        kept.Fill(1);
        Drop(kept, options.Dropout);
    }

    private void Drop(Span<float> numbers, float share)
    {
        if (share == 0) return;
        var scale = 1 / (1 - share);
        foreach (ref var number in numbers) number = random.NextSingle() < share ? 0 : number * scale;
    }
}
