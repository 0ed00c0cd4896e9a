using FaceShape.Inference;
using FaceShape.Native.Runtime;

namespace FaceShape.Training.Compression;

/// <summary>Measures on faces how large what flows through the trunk gets, for <see cref="QuantizedTrunk"/>. Nothing is learnt from labels.</summary>
/// <param name="faces">What the trunk takes, [1, 3, 150, 150] each; some hundreds.</param>
/// <param name="progress">Told after each block.</param>
internal sealed class TrunkCalibrator(IReadOnlyList<Tensor> faces, Action<int, int>? progress = null)
{
    // Values of one face that are looked at, drawn with a seed.
    private const int Values = 400;
    private const int Seed = 1;

    // Where nothing flows, a byte must stand for something all the same.
    private const float Narrowest = 1e-6f;

    // How much of the range that values fill is tried: to clip a rare large one may serve the many small ones.
    private const double LeastShare = 0.3, Step = 0.02;

    /// <summary>Measures all blocks.</summary>
    public async Task<IReadOnlyList<BlockRange>> MeasureAsync(ResidualTrunk trunk, CancellationToken cancellation = default)
    {
        List<BlockRange> blocks = [];
        var input = 0f;
        for (var i = 0; i < trunk.Blocks.Count; i++)
        {
            List<float> inputs = [], inner = [], changes = [], given = [];
            using var model = OnnxModel.Open("trunk", trunk.ToGraph(i).ToBytes());
            var random = new Random(Seed);
            foreach (var face in faces)
            {
                var tapped = await model.RunAsync([face], cancellation).ConfigureAwait(false);
                var (inside, shortcut, sum) = (tapped[0].Data, tapped[1].Data, tapped[2].Data);
                for (var draw = 0; draw < Values; draw++)
                {
                    inner.Add(inside[random.Next(inside.Length)]);
                    var at = random.Next(sum.Length);
                    changes.Add(sum[at] - shortcut[at]);
                    given.Add(Math.Max(0, sum[at]));
                    inputs.Add(shortcut[at]); // of the first block, which halves nothing, what flows in
                }
            }

            if (i == 0) input = Best(inputs).Most;
            var change = Best(changes);
            blocks.Add(new(input, Best(inner).Most, change.Least, change.Most));
            input = Best(given).Most;
            progress?.Invoke(i + 1, trunk.Blocks.Count);
        }

        return blocks;
    }

    /// <summary>The range with the least squared error.</summary>
    internal static ByteRange Best(IReadOnlyCollection<float> values)
    {
        var whole = new ByteRange(Math.Min(0, values.Min()), Math.Max(Narrowest, values.Max()));
        var (best, least) = (whole, double.PositiveInfinity);
        for (var share = 1.0; share >= LeastShare; share -= Step)
        {
            var range = new ByteRange((float)(share * whole.Least), (float)(share * whole.Most));
            var error = values.Sum(value => Square(value - range.Round(value)));
            if (error < least) (best, least) = (range, error);
        }

        return best;
    }

    private static double Square(double value) => value * value;
}
