using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>The original's three classifiers: landmark geometry and descriptor.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="options">How networks are trained.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class OriginalRecipe(LabelledFaces faces, LearningOptions options, int threads, Action? networkTrained = null) : IRecipe
{
    private readonly ClassifierTrainer trainer = new(options, threads, networkTrained);

    public ReadPhotos Photos => faces;

    public RecipeWords Words { get; } = new(
        "",
        "Three classifiers: jaw, length, shape",
        "landmark geometry and a face descriptor",
        $"""
        {options.Members} networks a fold ({(options.Hidden == 0 ? "softmax regression" : $"{options.Hidden} hidden units")}, Adam, dropout, label smoothing {options.LabelSmoothing:0.##},
        mirrored photos as a second view, a photo weighs 1 / sqrt(photos of the person)), their logits averaged, exported as one graph.
        Hyper-parameters were chosen on inner folds, within the training people of one fold, among softmax
        regression and one hidden layer of 16 to 64 units with several decays, dropouts and smoothings; they hardly differed, so the
        smallest was taken.
        """);

    public int Networks(int tasks, int folds) => tasks * folds * options.Members;

    public void Check()
    {
        foreach (var task in ClassifierTask.All) LabelledRows.From(faces, task);
    }

    public IReadOnlyDictionary<ClassifierTask, CrossValidation> CrossValidate(
        Split split, IReadOnlyList<ClassifierTask> tasks, int folds, int seed, CancellationToken cancellation) =>
        tasks.ToDictionary(task => task, task => Run(LabelledRows.From(faces, task), split, folds, seed, cancellation));

    public IReadOnlyList<ShippedModel> Ship(
        IReadOnlyDictionary<ClassifierTask, CrossValidation> runs, int seed, CancellationToken cancellation) =>
    [
        .. ClassifierTask.All.Select(task =>
        {
            var trained = trainer.Train(LabelledRows.From(faces, task).Set, seed, cancellation);
            var fitted = runs[task].Shipped;
            double? abstainBelow = task == ClassifierTask.Shape ? fitted.AbstainBelow : null;
            var bytes = ClassifierGraph.ToBytes(task, trained, fitted.Temperature, abstainBelow);
            return new ShippedModel(task.Name, bytes, ClassifierGraph.Inputs, ClassifierGraph.Outputs(task, abstainBelow is not null));
        }),
    ];

    private CrossValidation Run(LabelledRows rows, Split split, int count, int seed, CancellationToken cancellation)
    {
        var (set, people) = (rows.Set, rows.Set.People);
        int[] folds;
        if (split == Split.Photos)
        {
            // Every photo counts as a person of its own, on all levels.
            int[] strangers = [.. Enumerable.Range(0, set.Count)];
            folds = Folds.Leaky(set.Labels, count, seed);
            set = set with { People = strangers, Groups = strangers };
        }
        else
        {
            people = split == Split.People ? set.People : set.Groups;
            folds = Folds.IdentityDisjoint(people, set.Labels, count, seed);
        }

        return CrossValidation.Calibrate(rows.Photos, trainer.OutOfFold(set, folds, seed, cancellation), set.Labels, people, folds);
    }
}
