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
        "original",
        "",
        "Three classifiers: jaw, length, shape",
        "landmark geometry and a face descriptor",
        FormattableString.Invariant($"""
        {options.Members} networks a fold ({(options.Hidden == 0 ? "softmax regression" : $"{options.Hidden} hidden units")}, Adam, dropout, label smoothing {options.LabelSmoothing:0.##},
        mirrored photos as a second view, a photo weighs 1 / sqrt(photos of the person)), their logits averaged, exported as one graph.
        Hyper-parameters were chosen on inner folds, within the training people of one fold, among softmax
        regression and one hidden layer of 16 to 64 units with several decays, dropouts and smoothings; they hardly differed, so the
        smallest was taken.
        """));

    public int Networks(int tasks, Split split) => tasks * split.Trainings * options.Members;

    public IReadOnlyDictionary<ClassifierTask, ClassifierRun> CrossValidate(
        Func<ClassifierTask, Split> splits, IReadOnlyList<ClassifierTask> tasks, int seed, CancellationToken cancellation) =>
        tasks.ToDictionary(task => task, task => Run(task, splits(task), seed, cancellation));

    public IReadOnlyList<ShippedModel> Ship(IReadOnlyDictionary<ClassifierTask, ClassifierRun> runs, int seed, CancellationToken cancellation) =>
    [
        .. ClassifierTask.All.Select(task =>
        {
            var trained = trainer.Train(Rows(task, faces.Teaching(task)), seed, cancellation);
            var fitted = runs[task].Shipped;
            double? abstainBelow = task == ClassifierTask.Shape ? fitted.AbstainBelow : null;
            var bytes = ClassifierGraph.ToBytes(task, trained, fitted.Temperature, abstainBelow);
            return new ShippedModel(task.Name, bytes, ClassifierGraph.Inputs, ClassifierGraph.Outputs(task, abstainBelow is not null));
        }),
    ];

    /// <summary>Photos as rows of numbers that teach a question.</summary>
    /// <param name="task">The question.</param>
    /// <param name="photos">Places of the photos; the label of each decides the question.</param>
    internal TrainingSet Rows(ClassifierTask task, IReadOnlyList<int> photos) => new(
        [.. photos.Select(i => LabelledFaces.Row(faces.Faces[i]))],
        [.. photos.Select(i => LabelledFaces.Row(faces.Mirrored[i]))],
        [.. photos.Select(i => task.LabelOf(faces.Photos[i].Label)!.Value)],
        [.. photos.Select(i => faces.People[i])],
        [.. photos.Select(i => faces.Lookalikes[i])],
        task.Labels.Count);

    private ClassifierRun Run(ClassifierTask task, Split split, int seed, CancellationToken cancellation)
    {
        var set = Rows(task, split.Photos);
        if (split.Strangers)
        {
            int[] strangers = [.. Enumerable.Range(0, set.Count)];
            set = set with { People = strangers, Groups = strangers };
        }

        return CrossValidation.Calibrate(task, faces, split, trainer.OutOfFold(set, split, seed, cancellation));
    }
}
