using FaceShape.Training.Learning;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Tests.Learning.Light;

public class MapNetworkTests
{
    private static readonly MapNetworkShape Small = new(Geometry: 21, Mixed: 16, Convolved: 16, Units: 16, GeometryUnits: 16);
    private static readonly float[] TaskWeights = [1, 0.5f, 0.25f];

    [Fact]
    public void The_gradient_is_what_the_loss_changes_by()
    {
        var random = new Random(3);
        var network = new MapNetwork(Small);
        network.Initialize(random);
        foreach (ref var parameter in network.Parameters.AsSpan()) parameter += (float)(0.1 * (random.NextDouble() - 0.5));
        var batch = Batch(random);
        var workspace = new MapBatch(Small, batch.Count);
        var gradient = new float[network.Parameters.Length];
        network.Forward(batch);
        network.Backward(batch, TaskWeights, gradient, workspace);

        // Along random directions, within one layer at a time: there a step that single precision resolves passes few kinks.
        foreach (var layer in Enum.GetValues<MapNetwork.Layer>())
        {
            var at = Where(network, layer);
            for (var trial = 0; trial < 5; trial++)
            {
                var direction = Enumerable.Range(0, network.Parameters.Length).Select(i => at.Contains(i) ? random.NextDouble() - 0.5 : 0).ToArray();
                var expected = direction.Zip(gradient, (step, slope) => step * slope).Sum();
                const double Step = 2e-3;
                var measured = (LossAt(network, direction, Step, batch, workspace) - LossAt(network, direction, -Step, batch, workspace)) / (2 * Step);
                Assert.True(Math.Abs(expected - measured) < 0.02 * Math.Abs(expected) + 2e-3, $"{layer}: {expected} by gradient, {measured} measured");
            }
        }
    }

    [Fact]
    public void A_question_that_a_photo_does_not_teach_moves_nothing()
    {
        var random = new Random(4);
        var network = new MapNetwork(Small);
        network.Initialize(random);
        var batch = Batch(random);
        batch.Targets.AsSpan().Clear();
        network.Forward(batch);
        var gradient = new float[network.Parameters.Length];

        Assert.Equal(0, network.Backward(batch, TaskWeights, gradient, new(Small, batch.Count)));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    private static HashSet<int> Where(MapNetwork network, MapNetwork.Layer layer)
    {
        var marked = new MapNetwork(network.Shape);
        marked.Weights(layer).Fill(1);
        marked.Biases(layer).Fill(1);
        return [.. Enumerable.Range(0, marked.Parameters.Length).Where(i => marked.Parameters[i] > 0)];
    }

    private static double LossAt(MapNetwork network, double[] direction, double step, MapBatch batch, MapBatch workspace)
    {
        var kept = (float[])network.Parameters.Clone();
        for (var i = 0; i < kept.Length; i++) network.Parameters[i] += (float)(step * direction[i]);
        network.Forward(batch);
        var loss = network.Backward(batch, TaskWeights, new float[kept.Length], workspace);
        kept.CopyTo(network.Parameters, 0);
        return loss;
    }

    private static MapBatch Batch(Random random)
    {
        var batch = new MapBatch(Small, 8);
        foreach (ref var number in batch.Maps.AsSpan()) number = random.NextSingle() - 0.5f;
        foreach (ref var number in batch.Geometry.AsSpan()) number = random.NextSingle() - 0.5f;
        foreach (ref var kept in batch.Kept.AsSpan()) kept = random.Next(3) == 0 ? 0 : 1.5f;
        for (var b = 0; b < batch.Count; b++)
        {
            // The last photo teaches the shape only.
            foreach (var task in b == batch.Count - 1 ? [ClassifierTask.Shape] : ClassifierTask.All)
                batch.Targets.AsSpan(b * MatrixProduct.Lanes, MatrixProduct.Lanes)[MapHeads.Of(task)][random.Next(task.Labels.Count)] = 1;
        }

        // The first teaches beside instead.
        var first = batch.Targets.AsSpan(0, MatrixProduct.Lanes);
        first.Clear();
        first[MapHeads.Beside][2] = 1;

        return batch;
    }
}
