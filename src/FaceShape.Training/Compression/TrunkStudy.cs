using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Training.Conversion;
using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Learning.Light;

namespace FaceShape.Training.Compression;

/// <summary>
/// Compares trunks of different size by what the light classifiers make of their maps, on people whom these did not learn from.
/// </summary>
/// <param name="faces">Photos and people.</param>
/// <param name="crops">What the trunk takes of each photo.</param>
/// <param name="options">How classifiers are trained.</param>
/// <param name="threads">Networks at once; 0 takes all cores.</param>
internal sealed class TrunkStudy(LightFaces faces, IReadOnlyList<Half[]> crops, MapLearningOptions options, int threads)
{
    internal const int Folds = 5;
    private const int Seed = 1;

    // With their positions enough for the largest block's least squares.
    private const int FacesToFit = 160;

    private static readonly Range Shape = MapHeads.Of(ClassifierTask.Shape);

    private readonly int[] labels = [.. faces.Photos.Select(photo => (int)photo.Label)];

    /// <summary>Makes a variant of the trunk.</summary>
    public async Task<(byte[] Onnx, long MultiplyAdds)> MakeAsync(
        WeightsManifest weights, TrunkVariant variant, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var trunk = ResidualTrunk.Read(weights);
        var onnx = FaceRecognitionNetGraph.BuildTrunk(weights).ToBytes();
        if (variant.Keep < 1)
        {
            var step = Math.Max(1, crops.Count / FacesToFit);
            Tensor[] some = [.. Enumerable.Range(0, crops.Count / step).Select(i => TrunkCrops.Input(crops[i * step]))];
            var pruner = new ChannelPruner(some, (done, total) => progress?.Report(new($"Pruning to {variant}", done, total)));
            trunk = await pruner.PruneAsync(trunk, variant.Keep, cancellation).ConfigureAwait(false);
            onnx = trunk.ToGraph().ToBytes();
        }

        return (variant.Bits is { } bits ? new WeightCompressor(bits).Compress(onnx) : onnx, trunk.MultiplyAdds);
    }

    /// <summary>Compares all variants with the first, the whole trunk.</summary>
    public async Task<IReadOnlyList<TrunkFigures>> CompareAsync(
        WeightsManifest weights, IReadOnlyList<TrunkVariant> variants, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var folds = Protocol.Folds.IdentityDisjoint(faces.People, labels, Folds, Seed);
        List<TrunkFigures> figures = [];
        MapEnsemble[]? onWhole = null;
        float[][]? before = null;
        foreach (var variant in variants)
        {
            var (onnx, multiplyAdds) = await MakeAsync(weights, variant, progress, cancellation).ConfigureAwait(false);
            var set = new MapTrainingSet(Look(onnx, variant, progress, cancellation), [.. faces.Photos.Select(photo => photo.Label)], faces.People);
            var relearnt = Train(set, folds, cancellation);
            onWhole ??= relearnt;
            var scores = Score(onWhole, set, folds);
            before ??= scores;
            var (top1, top2) = Accuracy(scores);
            var (relearnt1, relearnt2) = Accuracy(Score(relearnt, set, folds));
            figures.Add(new(
                variant, multiplyAdds, onnx.Length, ModelBuilder.BrotliLength(onnx), Same(before, scores), top1, top2, relearnt1, relearnt2));
            progress?.Report(new("Comparing trunks", figures.Count, variants.Count));
        }

        return figures;
    }

    private List<MapFace> Look(byte[] onnx, TrunkVariant variant, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var looks = new MapFace[crops.Count];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };
        Parallel.For(0, crops.Count, parallel, () => OnnxModel.Open("trunk", onnx, threads: 1), (i, _, model) =>
        {
            looks[i] = new([Map(model, crops[i])], faces.Faces[i].Geometry);
            progress?.Report(new($"Looking with {variant}", Interlocked.Increment(ref done), crops.Count));
            return model;
        }, model => model.Dispose());
        return [.. looks];
    }

    private static Half[] Map(OnnxModel model, Half[] crop)
    {
        // The runtime answers at once: it runs on the calling thread.
        var map = model.RunAsync([TrunkCrops.Input(crop)]).AsTask().GetAwaiter().GetResult()[0];
        return LightDescriber.ChannelsInnermost(map);
    }

    private MapEnsemble[] Train(MapTrainingSet set, int[] folds, CancellationToken cancellation)
    {
        var trainer = new MapEnsembleTrainer(options, threads);
        return [.. Enumerable.Range(0, Folds).Select(fold => trainer.Train(set.At(Others(folds, fold)), Seed + fold, cancellation))];
    }

    private float[][] Score(MapEnsemble[] ensembles, MapTrainingSet set, int[] folds)
    {
        var scores = new float[set.Count][];
        for (var fold = 0; fold < Folds; fold++)
        {
            var held = Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold).ToArray();
            var given = ensembles[fold].Scores([.. held.Select(i => set.Faces[i])]);
            for (var i = 0; i < held.Length; i++) scores[held[i]] = given[i][Shape];
        }

        return scores;
    }

    private (double Top1, double Top2) Accuracy(float[][] scores)
    {
        int first = 0, either = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var better = scores[i].Count(score => score > scores[i][labels[i]]);
            if (better == 0) first++;
            if (better <= 1) either++;
        }

        return ((double)first / scores.Length, (double)either / scores.Length);
    }

    private static double Same(float[][] before, float[][] after) =>
        before.Zip(after, (one, other) => First(one) == First(other) ? 1.0 : 0).Average();

    private static int First(float[] scores) => Array.IndexOf(scores, scores.Max());

    private static int[] Others(int[] folds, int fold) => [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];
}
