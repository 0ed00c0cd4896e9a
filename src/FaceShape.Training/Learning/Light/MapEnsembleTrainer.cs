using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning.Light;

/// <summary>Trains ensembles; the same whatever the number of threads.</summary>
/// <param name="options">How networks are trained.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class MapEnsembleTrainer(MapLearningOptions options, int threads, Action? networkTrained = null)
{
    /// <summary>Trains one ensemble on the first looks.</summary>
    public MapEnsemble Train(MapTrainingSet set, int seed, CancellationToken cancellation = default) => Train([set], [seed], cancellation)[0];

    /// <summary>Trains one ensemble on the first looks and one on the second.</summary>
    public TwoLooks TrainTwoLooks(MapTrainingSet set, int seed, CancellationToken cancellation = default)
    {
        var ensembles = Train([set, set.AtSecondLook()], [seed, SecondSeed(seed)], cancellation);
        return new(ensembles[0], ensembles[1]);
    }

    /// <summary>Scores each photo, all heads side by side, by ensembles trained on other folds.</summary>
    /// <param name="set">The photos of the split.</param>
    /// <param name="split">Who teaches and who is asked about.</param>
    /// <param name="seed">The same seed gives the same scores.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>With those of the second look where the faces have one.</returns>
    public OutOfFoldScores OutOfFold(MapTrainingSet set, Split split, int seed, CancellationToken cancellation = default)
    {
        var parts = split.Folds.Distinct().Order().ToArray();
        var seeds = parts.Select(fold => PartSeed(seed, fold)).ToArray();
        MapTrainingSet[] sets = [.. parts.Select(fold => set.At(split.TeachersOf(fold)))];
        var twice = set.HasSecondLook;
        var ensembles = Train(
            twice ? [.. sets, .. sets.Select(one => one.AtSecondLook())] : sets, twice ? [.. seeds, .. seeds.Select(SecondSeed)] : seeds, cancellation);
        OutOfFoldScores scores = Empty(), again = Empty();
        Parallel.For(0, parts.Length, Parallelism(cancellation), part =>
        {
            var asked = split.In(parts[part]);
            Score(asked, [.. asked.Select(i => set.Faces[i])], scores.Upright, again.Upright);
            Score(asked, [.. asked.Select(i => set.Mirrored.Count == 0 ? set.Faces[i] : set.Mirrored[i])], scores.Mirrored, again.Mirrored);

            void Score(int[] at, MapFace[] faces, float[][] to, float[][] toTwice)
            {
                var first = ensembles[part].Scores(faces);
                for (var i = 0; i < at.Length; i++) to[at[i]] = first[i];
                if (!twice) return;
                var second = new TwoLooks(ensembles[part], ensembles[part + parts.Length]).ScoresTwice(faces, first);
                for (var i = 0; i < at.Length; i++) toTwice[at[i]] = second[i];
            }
        });
        return scores with { Twice = twice ? new(again, [.. set.Faces.Select(face => face.IsSmall)]) : null };

        OutOfFoldScores Empty() => new(new float[set.Count][], new float[set.Count][]);
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

    // Other than those of members and folds, which are small numbers.
    private static int SecondSeed(int seed) => PartSeed(seed, 1000);

    private static int PartSeed(int seed, int part) => unchecked(seed * 1_000_003 + part + 1);
}
