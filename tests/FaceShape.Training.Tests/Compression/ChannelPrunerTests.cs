using FaceShape.Inference;
using FaceShape.Training.Compression;
using FaceShape.Training.Conversion;

namespace FaceShape.Training.Tests.Compression;

public class ChannelPrunerTests
{
    private static readonly IReadOnlyList<Tensor> Faces = [.. Enumerable.Range(0, 48).Select(TrunkPatterns.Face)];

    [Fact]
    public async Task With_all_weights_folded_the_trunk_gives_what_it_gave_before()
    {
        var whole = FaceRecognitionNetGraph.BuildTrunk(TrunkPatterns.Weights()).ToBytes();
        var folded = ResidualTrunk.Read(TrunkPatterns.Weights()).ToGraph().ToBytes();

        Assert.True(await TrunkPatterns.DifferenceAsync(whole, folded, TrunkPatterns.Face(100)) < 1e-5);
    }

    [Fact]
    public async Task Pruning_halves_the_work_and_keeps_the_map_far_better_than_leaving_channels_out_would()
    {
        var trunk = ResidualTrunk.Read(TrunkPatterns.Weights());
        var whole = trunk.ToGraph().ToBytes();

        var pruned = await new ChannelPruner(Faces).PruneAsync(trunk, 0.5, TestContext.Current.CancellationToken);

        Assert.InRange(pruned.MultiplyAdds, 0.4 * trunk.MultiplyAdds, 0.6 * trunk.MultiplyAdds);
        var fitted = await TrunkPatterns.DifferenceAsync(whole, pruned.ToGraph().ToBytes(), TrunkPatterns.Face(100));
        var cut = await TrunkPatterns.DifferenceAsync(whole, LeaveOut(trunk).ToGraph().ToBytes(), TrunkPatterns.Face(100));
        TestContext.Current.TestOutputHelper?.WriteLine($"{trunk.MultiplyAdds:N0} to {pruned.MultiplyAdds:N0}; {fitted:P1}, left out {cut:P1}");
        Assert.True(fitted < 0.7 * cut, $"{fitted:P1} against {cut:P1}");
    }

    [Fact]
    public async Task Keeping_every_channel_keeps_the_map()
    {
        var trunk = ResidualTrunk.Read(TrunkPatterns.Weights());

        var kept = await new ChannelPruner(Faces).PruneAsync(trunk, 1, TestContext.Current.CancellationToken);

        Assert.Equal(trunk.MultiplyAdds, kept.MultiplyAdds);
        Assert.True(await TrunkPatterns.DifferenceAsync(trunk.ToGraph().ToBytes(), kept.ToGraph().ToBytes(), TrunkPatterns.Face(100)) < 1e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    public async Task A_share_that_cannot_be_kept_is_refused(double keep) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => new ChannelPruner(Faces).PruneAsync(ResidualTrunk.Read(TrunkPatterns.Weights()), keep, TestContext.Current.CancellationToken));

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
}
