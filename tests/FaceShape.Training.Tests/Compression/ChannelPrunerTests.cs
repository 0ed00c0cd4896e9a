using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Testing;
using FaceShape.Training.Compression;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Compression;

public class ChannelPrunerTests
{
    private static readonly IReadOnlyList<Tensor> Faces = [.. Enumerable.Range(0, 48).Select(Pattern)];

    [Fact]
    public async Task With_all_weights_folded_the_trunk_gives_what_it_gave_before()
    {
        var whole = FaceRecognitionNetGraph.BuildTrunk(Weights()).ToBytes();
        var folded = ResidualTrunk.Read(Weights()).ToGraph().ToBytes();

        Assert.True(await DifferenceAsync(whole, folded, Pattern(100)) < 1e-5);
    }

    [Fact]
    public async Task Pruning_halves_the_work_and_keeps_the_map_far_better_than_leaving_channels_out_would()
    {
        var trunk = ResidualTrunk.Read(Weights());
        var whole = trunk.ToGraph().ToBytes();

        var pruned = await new ChannelPruner(Faces).PruneAsync(trunk, 0.5, TestContext.Current.CancellationToken);

        Assert.InRange(pruned.MultiplyAdds, 0.4 * trunk.MultiplyAdds, 0.6 * trunk.MultiplyAdds);
        var fitted = await DifferenceAsync(whole, pruned.ToGraph().ToBytes(), Pattern(100));
        var cut = await DifferenceAsync(whole, LeaveOut(trunk).ToGraph().ToBytes(), Pattern(100));
        TestContext.Current.TestOutputHelper?.WriteLine($"{trunk.MultiplyAdds:N0} to {pruned.MultiplyAdds:N0}; {fitted:P1}, left out {cut:P1}");
        Assert.True(fitted < 0.7 * cut, $"{fitted:P1} against {cut:P1}");
    }

    [Fact]
    public async Task Keeping_every_channel_keeps_the_map()
    {
        var trunk = ResidualTrunk.Read(Weights());

        var kept = await new ChannelPruner(Faces).PruneAsync(trunk, 1, TestContext.Current.CancellationToken);

        Assert.Equal(trunk.MultiplyAdds, kept.MultiplyAdds);
        Assert.True(await DifferenceAsync(trunk.ToGraph().ToBytes(), kept.ToGraph().ToBytes(), Pattern(100)) < 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    public async Task A_share_that_cannot_be_kept_is_refused(double keep) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => new ChannelPruner(Faces).PruneAsync(ResidualTrunk.Read(Weights()), keep, TestContext.Current.CancellationToken));

    private static ResidualTrunk LeaveOut(ResidualTrunk trunk) => trunk with
    {
        Blocks =
        [
            .. trunk.Blocks.Select(block => block with
            {
                Second = block.Second with
                {
                    Kernel = [.. block.Second.Kernel.Select((value, i) => i / 9 % block.Second.Inputs % 2 == 0 ? value : 0)],
                },
            }),
        ],
    };

    /// <summary>Smooth blobs of many sizes: the network sees edges and shades as in a photo.</summary>
    private static Tensor Pattern(int seed)
    {
        var random = new Random(seed);
        var face = new Tensor([1, 3, 150, 150]);
        for (var blob = 0; blob < 40; blob++)
        {
            double x = random.Next(150), y = random.Next(150), size = random.Next(4, 40);
            for (var channel = 0; channel < 3; channel++)
            {
                var height = random.NextSingle() - 0.5f;
                for (var i = 0; i < 150 * 150; i++)
                {
                    var (dx, dy) = ((i % 150 - x) / size, (i / 150 - y) / size);
                    face.Data[channel * 150 * 150 + i] += height * (float)Math.Exp(-dx * dx - dy * dy);
                }
            }
        }

        return face;
    }

    private static async Task<double> DifferenceAsync(byte[] one, byte[] other, Tensor face)
    {
        using var first = OnnxModel.Open("one", one, threads: 1);
        using var second = OnnxModel.Open("other", other, threads: 1);
        var a = (await first.RunAsync([face], TestContext.Current.CancellationToken))[0].Data;
        var b = (await second.RunAsync([face], TestContext.Current.CancellationToken))[0].Data;
        return Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum() / a.Sum(x => (double)x * x));
    }

    private static WeightsManifest Weights() =>
        WeightsManifest.Read(Repository.Npm("@vladmandic", "face-api", "model"), ModelNames.FaceRecognitionNet);
}
