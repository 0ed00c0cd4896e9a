using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Trains classifiers anew on folds and scores them on what each did not see.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="trainer">How classifiers are trained.</param>
/// <param name="count">Number of folds.</param>
/// <param name="seed">The same seed gives the same figures.</param>
internal sealed class CrossValidator(LabelledFaces faces, ClassifierTrainer trainer, int count, int seed)
{
    /// <summary>How many networks are trained: each task once a fold, and the shape twice more with other splits.</summary>
    public static int Networks(LearningOptions options, int folds) => (ClassifierTask.All.Count + 2) * folds * options.Members;

    /// <summary>Nobody on both sides; the random split beside it; and what the predictions taught about calibration.</summary>
    /// <exception cref="DatasetException">There are too few people or labels.</exception>
    public (EvaluationResult Result, IReadOnlyDictionary<ClassifierTask, CrossValidation> Runs) Run(CancellationToken cancellation)
    {
        // All tasks are looked at first, so that too few photos are said before minutes of training.
        var tasks = ClassifierTask.All.Select(task => LabelledRows.From(faces, task)).ToArray();
        var runs = tasks.ToDictionary(rows => rows.Task, rows => Disjoint(rows, rows.Set.People, cancellation));
        var shape = Score(ClassifierTask.Shape, runs[ClassifierTask.Shape]);
        var strict = Score(ClassifierTask.Shape, Disjoint(tasks[0], tasks[0].Set.Groups, cancellation));
        var leaky = Score(ClassifierTask.Shape, Leaky(tasks[0], cancellation));
        return (EvaluationResults.Of(
            faces,
            shape,
            Score(ClassifierTask.Jaw, runs[ClassifierTask.Jaw]),
            Score(ClassifierTask.Length, runs[ClassifierTask.Length]),
            EvaluationResults.BySource(faces, runs[ClassifierTask.Shape].Predictions, runs[ClassifierTask.Shape].Abstained, seed),
            count,
            strict,
            leaky), runs);
    }

    private CrossValidation Disjoint(LabelledRows rows, IReadOnlyList<int> people, CancellationToken cancellation)
    {
        var folds = Folds.IdentityDisjoint(people, rows.Set.Labels, count, seed);
        return CrossValidation.Run(rows.Set, folds, people, trainer, seed, cancellation);
    }

    /// <summary>As most published figures are made: every photo counts as a person of its own, on all levels.</summary>
    private CrossValidation Leaky(LabelledRows rows, CancellationToken cancellation)
    {
        var folds = Folds.Leaky(rows.Set.Labels, count, seed);
        int[] strangers = [.. Enumerable.Range(0, rows.Set.Count)];
        var set = rows.Set with { People = strangers, Groups = strangers };
        return CrossValidation.Run(set, folds, rows.Set.People, trainer, seed, cancellation);
    }

    private ClassifierScores Score(ClassifierTask task, CrossValidation run) => Scorer.Score(task.Labels, run.Predictions, run.Abstained, seed);
}
