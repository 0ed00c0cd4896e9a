using FaceShape.Training.Learning;

namespace FaceShape.Training.Tests.Learning;

public sealed class MultilayerPerceptronTests
{
    [Theory]
    [InlineData(0, 5, 7)]
    [InlineData(8, 2, 4)]
    [InlineData(16, 5, 9)]
    public void The_gradient_is_that_of_finite_differences(int hidden, int outputs, int photos)
    {
        const float Step = 1e-2f;
        var random = new Random(hidden + outputs);
        var network = new MultilayerPerceptron(11, hidden, outputs);
        network.Initialize(random);
        for (var i = 0; i < network.Parameters.Length; i++) network.Parameters[i] += 0.1f * random.NextSingle();
        ClearBeyondInputs(network);
        var batch = RandomBatch(network, photos, random);
        var gradient = new float[network.Parameters.Length];
        var scratch = new float[network.Parameters.Length];
        network.Gradient(batch, gradient);

        Assert.Contains(gradient, g => Math.Abs(g) > 0.01);
        for (var i = 0; i < gradient.Length; i++)
        {
            var kept = network.Parameters[i];
            network.Parameters[i] = kept + Step;
            var above = network.Gradient(batch, scratch);
            network.Parameters[i] = kept - Step;
            var below = network.Gradient(batch, scratch);
            network.Parameters[i] = kept;

            // A kink of the rectifier inside the step spoils a difference, so a few hundredths are allowed beside the error of the step.
            Assert.Equal((above - below) / (2 * Step), gradient[i], 5e-3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void An_average_of_networks_gives_the_mean_of_their_logits(int hidden)
    {
        var random = new Random(1);
        var members = Enumerable.Range(0, 3).Select(_ =>
        {
            var member = new MultilayerPerceptron(13, hidden, 5);
            member.Initialize(random);
            return member;
        }).ToArray();
        var average = MultilayerPerceptron.Average(members);
        for (var n = 0; n < 20; n++)
        {
            var row = new float[average.Stride];
            for (var i = 0; i < 13; i++) row[i] = random.NextSingle() - 0.5f;
            var expected = Enumerable.Range(0, 5).Select(o => members.Average(member => member.Logits(row)[o])).ToArray();
            Assert.All(average.Logits(row).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }
    }

    private static Batch RandomBatch(MultilayerPerceptron network, int photos, Random random)
    {
        var batch = new Batch(photos, network.Stride, network.Hidden, network.Outputs) { Count = photos };
        for (var b = 0; b < photos; b++)
        {
            for (var i = 0; i < network.Inputs; i++) batch.Row(b)[i] = 2 * random.NextSingle() - 1;
            batch.Weights[b] = 0.5f + random.NextSingle();
            var target = batch.Targets.AsSpan(b * network.Outputs, network.Outputs);
            target.Fill(0.1f / network.Outputs);
            target[random.Next(network.Outputs)] += 0.9f;
        }

        for (var i = 0; i < batch.Kept.Length; i++) batch.Kept[i] = random.Next(2) * 2;
        return batch;
    }

    private static void ClearBeyondInputs(MultilayerPerceptron network)
    {
        for (var i = 0; i < network.FirstWeights.Length; i++)
        {
            if (i % network.Stride >= network.Inputs) network.FirstWeights[i] = 0;
        }
    }
}
