using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Trains ensembles; the same whatever the number of threads.</summary>
/// <param name="options">How networks are trained.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class ClassifierTrainer(LearningOptions options, int threads, Action? networkTrained = null)
{
    /// <summary>Splits the people into as many parts as the ensemble has members; each member stops early on another part.</summary>
    public TrainedClassifier Train(TrainingSet set, int seed, CancellationToken cancellation = default)
    {
        var standardizer = Standardizer.Fit(set.Rows);
        var standardized = set.Standardize(standardizer);
        var parts = Folds.IdentityDisjoint(set.Groups, set.Labels, options.Members, seed);
        var members = new MultilayerPerceptron[options.Members];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1, CancellationToken = cancellation };
        Parallel.For(0, members.Length, parallel, m =>
        {
            members[m] = NetworkTrainer.Train(
                standardized.Part(parts, m, held: false),
                standardized.Part(parts, m, held: true),
                set.Rows[0].Length,
                options,
                PartSeed(seed, m),
                cancellation);
            networkTrained?.Invoke();
        });
        return new(standardizer, MultilayerPerceptron.Average(members));
    }

    /// <summary>Scores each photo by a classifier trained on other folds.</summary>
    /// <param name="set">The photos of the split.</param>
    /// <param name="split">Who teaches and who is asked about.</param>
    /// <param name="seed">The same seed gives the same scores.</param>
    /// <param name="cancellation">Stops.</param>
    public OutOfFoldScores OutOfFold(TrainingSet set, Split split, int seed, CancellationToken cancellation = default)
    {
        var scores = new OutOfFoldScores(new float[set.Count][], new float[set.Count][]);
        foreach (var fold in split.Folds.Distinct().Order())
        {
            var classifier = Train(set.At(split.TeachersOf(fold)), PartSeed(seed, fold), cancellation);
            foreach (var i in split.In(fold))
            {
                scores.Upright[i] = classifier.Logits(set.Rows[i]);
                scores.Mirrored[i] = classifier.Logits(set.Mirrored[i]);
            }
        }

        return scores;
    }

    private static int PartSeed(int seed, int part) => unchecked(seed * 1_000_003 + part + 1);
}
