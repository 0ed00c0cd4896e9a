using FaceShape.Training.Numerics;

namespace FaceShape.Training.Learning.Light;

/// <summary>Trains one network by mini-batches; seeded, on one thread.</summary>
internal sealed class MapNetworkTrainer
{
    private const double WarmUp = 0.25;
    private const double StartRate = 0.04;

    private readonly MapTrainingSet set;
    private readonly MapScaling scaling;
    private readonly MapLearningOptions options;
    private readonly Random random;
    private readonly MapNetwork network;
    private readonly Adam adam;
    private readonly MapBatch batch;
    private readonly MapBatch workspace;
    private readonly float[] gradient;
    private readonly double[] reached;
    private readonly double[] reachedBeside;

    private MapNetworkTrainer(MapTrainingSet set, MapScaling scaling, MapLearningOptions options, int seed)
    {
        (this.set, this.scaling, this.options) = (set, scaling, options);
        random = new(seed);
        network = new(new(set.Faces[0].Geometry.Length, options.Mixed, options.Convolved, options.Units, options.GeometryUnits));
        network.Initialize(random);
        adam = new(network.Parameters, network.WeightCount, options.WeightDecay);
        var drawn = options.BatchSize + (set.Beside is null ? 0 : options.BesideBatchSize);
        (batch, workspace) = (new(network.Shape, drawn), new(network.Shape, drawn));
        gradient = new float[network.Parameters.Length];
        reached = Chances(set);
        reachedBeside = set.Beside is null ? [] : Chances(set.Beside);
    }

    /// <summary>Trains.</summary>
    /// <param name="set">Photos to learn from.</param>
    /// <param name="scaling">Fitted on them.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">The same seed gives the same network.</param>
    /// <param name="cancellation">Stops between steps.</param>
    public static MapNetwork Train(
        MapTrainingSet set, MapScaling scaling, MapLearningOptions options, int seed, CancellationToken cancellation = default)
    {
        var trainer = new MapNetworkTrainer(set, scaling, options, seed);
        var steps = Math.Max(options.Epochs * set.Count / options.BatchSize, options.LeastSteps);
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            trainer.Step((double)step / steps);
        }

        trainer.network.ForgetBeside();
        return trainer.network;
    }

    private void Step(double at)
    {
        Draw();
        network.Forward(batch);
        network.Backward(batch, options.TaskWeights, gradient, workspace);
        adam.Step(gradient, (float)LearningRate(at));
    }

    private double LearningRate(double at) => options.LearningRate * (at < WarmUp
        ? StartRate + (1 - StartRate) * (0.5 - 0.5 * Math.Cos(Math.PI * at / WarmUp))
        : 0.5 + 0.5 * Math.Cos(Math.PI * (at - WarmUp) / (1 - WarmUp)));

    /// <summary>The chance to have drawn one of the photos up to each.</summary>
    private double[] Chances(MapTrainingSet photos)
    {
        var weights = photos.PhotoWeights(options.PersonPower);
        double sum = 0;
        return [.. weights.Select(weight => (sum += weight) / weights.Length)];
    }

    private void Draw()
    {
        for (var b = 0; b < options.BatchSize; b++) Fill(b, set, Pick(reached));
        for (var b = options.BatchSize; b < batch.Count; b++) Fill(b, set.Beside!, Pick(reachedBeside));
        var scale = 1 / (1 - options.Dropout);
        foreach (ref var kept in batch.Kept.AsSpan()) kept = random.NextSingle() < options.Dropout ? 0 : scale;
    }

    private int Pick(double[] chances)
    {
        var at = Array.BinarySearch(chances, random.NextDouble());
        return Math.Min(at < 0 ? ~at : at, chances.Length - 1);
    }

    private void Fill(int b, MapTrainingSet photos, int photo)
    {
        var face = photos.Faces[photo];
        var look = face.Maps.Count > 1 ? 1 + random.Next(face.Maps.Count - 1) : 0;
        var (maps, geometry) = (MapNetworkShape.MapLength, network.Shape.GeometryStride);
        scaling.StandardizeMap(face.Maps[look], batch.Maps.AsSpan(b * maps, maps));
        scaling.StandardizeGeometry(face.Geometry, batch.Geometry.AsSpan(b * geometry, geometry));
        var targets = batch.Targets.AsSpan(b * MatrixProduct.Lanes, MatrixProduct.Lanes);
        targets.Clear();
        if (photos != set)
        {
            Ask(targets[MapHeads.Beside], (int)photos.Labels[photo]);
            return;
        }

        foreach (var task in ClassifierTask.All)
        {
            if (task.LabelOf(photos.Labels[photo]) is { } label) Ask(targets[MapHeads.Of(task)], label);
        }
    }

    private void Ask(Span<float> targets, int label)
    {
        targets.Fill(options.LabelSmoothing / targets.Length);
        targets[label] += 1 - options.LabelSmoothing;
    }
}
