using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning.Light;

/// <summary>Trains ensembles; the same whatever the number of threads.</summary>
/// <param name="options">How networks are trained.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class MapEnsembleTrainer(MapLearningOptions options, int threads, Action? networkTrained = null)
{
    /// <summary>Trains on all photos.</summary>
    public MapEnsemble Train(MapTrainingSet set, int seed, CancellationToken cancellation = default) => Train([set], [seed], cancellation)[0];

    /// <summary>Scores each photo, all heads side by side, by an ensemble trained on other folds.</summary>
    /// <param name="set">The photos of the split.</param>
    /// <param name="split">Who teaches and who is asked about.</param>
    /// <param name="seed">The same seed gives the same scores.</param>
    /// <param name="cancellation">Stops.</param>
    public OutOfFoldScores OutOfFold(MapTrainingSet set, Split split, int seed, CancellationToken cancellation = default)
    {
        var parts = split.Folds.Distinct().Order().ToArray();
        var ensembles = Train(
            [.. parts.Select(fold => set.At(split.TeachersOf(fold)))], [.. parts.Select(fold => PartSeed(seed, fold))], cancellation);
        var scores = new OutOfFoldScores(new float[set.Count][], new float[set.Count][]);
        Parallel.For(0, parts.Length, Parallelism(cancellation), part =>
        {
            var asked = split.In(parts[part]);
            var upright = ensembles[part].Scores([.. asked.Select(i => set.Faces[i])]);
            var mirrored = set.Mirrored.Count == 0 ? upright : ensembles[part].Scores([.. asked.Select(i => set.Mirrored[i])]);
            for (var i = 0; i < asked.Length; i++) (scores.Upright[asked[i]], scores.Mirrored[asked[i]]) = (upright[i], mirrored[i]);
        });
        return scores;
    }

    // All networks of all sets are trained side by side, each on one thread, so that no core waits at the end of a fold.
    private MapEnsemble[] Train(IReadOnlyList<MapTrainingSet> sets, IReadOnlyList<int> seeds, CancellationToken cancellation)
    {
        var scalings = new MapScaling[sets.Count];
        var regressions = new MapRegression[sets.Count];
        Parallel.For(0, sets.Count, Parallelism(cancellation), i =>
        {
            scalings[i] = MapScaling.Fit(sets[i].Faces);
            regressions[i] = MapRegression.Fit(sets[i], options);
        });
        var members = sets.Select(_ => new MapNetwork[options.Members]).ToArray();
        Parallel.For(0, sets.Count * options.Members, Parallelism(cancellation), at =>
        {
            var (i, member) = Math.DivRem(at, options.Members);
            var network = MapNetworkTrainer.Train(sets[i], scalings[i], options, PartSeed(seeds[i], member), cancellation);
            EightBits.Round(network);
            members[i][member] = network;
            networkTrained?.Invoke();
        });
        return [.. Enumerable.Range(0, sets.Count).Select(i => new MapEnsemble(scalings[i], members[i], regressions[i]))];
    }

    private ParallelOptions Parallelism(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };

    private static int PartSeed(int seed, int part) => unchecked(seed * 1_000_003 + part + 1);
}
