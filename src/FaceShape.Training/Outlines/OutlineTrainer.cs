namespace FaceShape.Training.Outlines;

/// <summary>Learns outlines from meshes; nobody is on both sides of a split, and each face is learnt from in a mirror too.</summary>
/// <param name="seed">The same seed gives the same folds.</param>
internal sealed class OutlineTrainer(int seed)
{
    /// <summary>Folds of the cross-validation that gives the figures.</summary>
    public const int Folds = 10;

    /// <summary>Folds, inside of what is learnt from, on which the penalty is chosen.</summary>
    public const int InnerFolds = 5;

    /// <summary>What the penalty is chosen from.</summary>
    public static IReadOnlyList<double> Penalties { get; } = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1];

    /// <summary>Learns from all examples, with the penalty that serves best on folds of them.</summary>
    public (LinearMap Map, double Penalty) Train(IReadOnlyList<OutlineExample> examples)
    {
        var errors = new double[Penalties.Count];
        foreach (var (rest, held) in Split(examples, InnerFolds))
        {
            var regression = Regression(rest);
            for (var i = 0; i < errors.Length; i++)
            {
                var map = regression.Fit(Penalties[i]);
                errors[i] += held.Sum(example => OutlineFigures.CurveDistance(example.Outline, map.Apply(example.Mesh)));
            }
        }

        var penalty = Penalties[errors.IndexOf(errors.Min())];
        return (Regression(examples).Fit(penalty), penalty);
    }

    /// <summary>Predicts each example from the others: penalty and map are learnt without the people of its fold.</summary>
    /// <param name="examples">All examples.</param>
    /// <param name="progress">Told how many folds are done.</param>
    /// <param name="cancellation">Stops between two folds.</param>
    /// <returns>An outline for each example, in their order.</returns>
    public IReadOnlyList<float[]> CrossValidate(
        IReadOnlyList<OutlineExample> examples, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var predicted = new Dictionary<OutlineExample, float[]>(ReferenceEqualityComparer.Instance);
        var done = 0;
        foreach (var (rest, held) in Split(examples, Folds))
        {
            cancellation.ThrowIfCancellationRequested();
            var map = Train(rest).Map;
            foreach (var example in held) predicted[example] = map.Apply(example.Mesh);
            progress?.Report(new("Cross-validating", ++done, Folds));
        }

        return [.. examples.Select(example => predicted[example])];
    }

    private static RidgeRegression Regression(IReadOnlyList<OutlineExample> examples)
    {
        OutlineExample[] both = [.. examples, .. examples.Select(example => example.Mirrored())];
        return new([.. both.Select(example => example.Mesh)], [.. both.Select(example => example.Outline)]);
    }

    private IEnumerable<(IReadOnlyList<OutlineExample> Others, IReadOnlyList<OutlineExample> Held)> Split(
        IReadOnlyList<OutlineExample> examples, int count)
    {
        var people = examples.Select(example => example.Person).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] person = [.. examples.Select(example => people[example.Person])];
        var fold = Protocol.Folds.IdentityDisjoint(person, new int[person.Length], count, seed);
        for (var held = 0; held < count; held++)
        {
            yield return ([.. examples.Where((_, i) => fold[i] != held)], [.. examples.Where((_, i) => fold[i] == held)]);
        }
    }
}
