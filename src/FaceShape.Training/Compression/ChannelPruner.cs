using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Training.Numerics;

namespace FaceShape.Training.Compression;

/// <summary>
/// Takes channels out of the blocks of a trunk, block by block from the front: those that the block's second convolution can best do
/// without go, and its weights are fitted anew, by least squares, to what the block gave before. Errors of earlier blocks are made good
/// as far as a linear map can. Nothing is learnt from labels. He, Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural
/// Networks", 2017.
/// </summary>
/// <param name="faces">What the trunk takes, [1, 3, 150, 150] each; some hundreds.</param>
/// <param name="progress">Told after each block.</param>
internal sealed class ChannelPruner(IReadOnlyList<Tensor> faces, Action<int, int>? progress = null)
{
    // Positions of a map that are looked at in each face, drawn with a seed.
    private const int Positions = 48;
    private const int Seed = 1;
    private const double Penalty = 1e-3;

    /// <summary>Prunes all blocks.</summary>
    /// <param name="whole">The trunk.</param>
    /// <param name="keep">Share of the channels inside each block that stays, above 0 and at most 1.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    public async Task<ResidualTrunk> PruneAsync(ResidualTrunk whole, double keep, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keep, 1);
        var pruned = whole;
        for (var i = 0; i < whole.Blocks.Count; i++)
        {
            var samples = await SampleAsync(whole, pruned, i, cancellation).ConfigureAwait(false);
            var block = whole.Blocks[i];
            var kept = Choose(samples, block.Second, Math.Max(1, (int)Math.Round(keep * block.First.Outputs)));
            var smaller = block with { First = block.First.GivingOnly(kept), Second = Refit(samples, block.Second, kept) };
            pruned = pruned with { Blocks = [.. pruned.Blocks.Select((other, at) => at == i ? smaller : other)] };
            progress?.Invoke(i + 1, whole.Blocks.Count);
        }

        return pruned;
    }

    /// <summary>At some positions, what the second convolution sees in the pruned trunk, and what it should give there.</summary>
    private async Task<BlockSamples> SampleAsync(ResidualTrunk whole, ResidualTrunk pruned, int block, CancellationToken cancellation)
    {
        using var before = OnnxModel.Open("trunk", whole.ToGraph(block).ToBytes());
        using var after = OnnxModel.Open("trunk", pruned.ToGraph(block).ToBytes());
        var random = new Random(Seed);
        var samples = new BlockSamples(whole.Blocks[block].Second);
        foreach (var face in faces)
        {
            var wanted = await before.RunAsync([face], cancellation).ConfigureAwait(false);
            var given = await after.RunAsync([face], cancellation).ConfigureAwait(false);
            samples.Add(inner: given[0], shortcut: given[1], sum: wanted[2], random, Positions);
        }

        return samples;
    }

    /// <summary>Drops one channel after the other, always the one whose loss the others, rescaled, make good best.</summary>
    private static int[] Choose(BlockSamples samples, Convolution second, int count)
    {
        var (products, targets) = samples.Contributions(second);
        List<int> kept = [.. Enumerable.Range(0, second.Inputs)];
        while (kept.Count > count)
        {
            var inverse = LinearAlgebra.Inverse(kept, products, Penalty);
            var weights = LinearAlgebra.Multiply(inverse, [.. kept.Select(channel => targets[channel])]);
            kept.RemoveAt(Enumerable.Range(0, kept.Count).MinBy(i => weights[i] * weights[i] / inverse[i, i]));
        }

        return [.. kept];
    }

    private static Convolution Refit(BlockSamples samples, Convolution second, int[] kept)
    {
        var fitted = samples.LeastSquares(kept, Penalty);
        var length = kept.Length * second.Size * second.Size;
        var kernel = new float[second.Outputs * length];
        var bias = new float[second.Outputs];
        for (var output = 0; output < second.Outputs; output++)
        {
            for (var i = 0; i < length; i++) kernel[output * length + i] = (float)fitted[i, output];
            bias[output] = (float)fitted[length, output];
        }

        return new(kernel, bias, kept.Length, second.Size);
    }
}
