using FaceShape.Inference;
using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning.Light;

/// <summary>The light classifiers: the map of the descriptor network's trunk, and the geometry of mesh and outline.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="options">How networks are trained.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class LightRecipe(LightFaces faces, MapLearningOptions options, int threads, Action? networkTrained = null) : IRecipe
{
    private readonly MapTrainingSet set = new(faces.Faces, [.. faces.Photos.Select(photo => photo.Label)], faces.People);
    private readonly MapEnsembleTrainer trainer = new(options, threads, networkTrained);

    public ReadPhotos Photos => faces;

    public RecipeWords Words { get; } = new(
        "light",
        "The light classifiers: jaw, length, shape",
        "the map of the descriptor network's trunk and the geometry of mesh and outline",
        $"""
        {options.Members} networks a fold (1x1 convolution to {options.Mixed} channels, 3x3 convolution to {options.Convolved}, dense {options.Units};
        dense {options.GeometryUnits} on the geometry; one head a question), their scores averaged, exported as one graph with weights of 8 bits. AdamW,
        one cycle of {options.Epochs} passes, dropout {options.Dropout:0.##}, label smoothing {options.LabelSmoothing:0.##}, mixup {options.Mixup:0.##}; looks at each face with crop, light, colours and
        sharpness changed, half of them mirrored; a photo is drawn in proportion to the number of photos of the person to the power
        of {-options.PersonPower:0.##}. What was tried, and chosen on inner folds, is listed in [docs/accuracy/tried.md](../../docs/accuracy/tried.md).
        """);

    public int Networks(int tasks, int folds) => folds * options.Members;

    public void Check()
    {
        var people = faces.Lookalikes.Distinct().Count();
        if (people < LabelledRows.FewestPeople)
            throw new DatasetException($"There are {people} people who do not look alike; {LabelledRows.FewestPeople} are needed");
        foreach (var task in ClassifierTask.All)
        {
            if (set.Labels.Select(task.LabelOf).Where(label => label is not null).Distinct().Count() < 2)
                throw new DatasetException($"All photos that teach the {task.Name} carry one label; at least two labels are needed");
        }
    }

    public IReadOnlyDictionary<ClassifierTask, CrossValidation> CrossValidate(
        Split split, IReadOnlyList<ClassifierTask> tasks, int folds, int seed, CancellationToken cancellation)
    {
        int[] labels = [.. set.Labels.Select(label => (int)label)];
        var people = split == Split.Lookalikes ? faces.Lookalikes : faces.People;
        var leaky = split == Split.Photos;
        var dealt = leaky ? Folds.Leaky(labels, folds, seed) : Folds.IdentityDisjoint(people, labels, folds, seed);

        // With a random split every photo counts as a person of its own, on all levels.
        var learnt = leaky ? set with { People = [.. Enumerable.Range(0, set.Count)] } : set;
        var scores = trainer.OutOfFold(learnt, dealt, seed, cancellation);
        return tasks.ToDictionary(task => task, task =>
        {
            var answers = set.Labels.Select(task.LabelOf).ToArray();
            int[] photos = [.. Enumerable.Range(0, set.Count).Where(i => answers[i] is not null)];
            return CrossValidation.Calibrate(
                photos,
                [.. photos.Select(i => scores[i][MapHeads.Of(task)])],
                [.. photos.Select(i => answers[i]!.Value)],
                [.. photos.Select(i => people[i])],
                [.. photos.Select(i => dealt[i])]);
        });
    }

    public IReadOnlyList<ShippedModel> Ship(
        IReadOnlyDictionary<ClassifierTask, CrossValidation> runs, int seed, CancellationToken cancellation)
    {
        var trained = trainer.Train(set, seed, cancellation);
        var bytes = MapClassifierGraph.ToBytes(trained, runs.ToDictionary(run => run.Key, run => run.Value.Shipped));
        return [new(ModelNames.LightClassifiers, bytes, MapClassifierGraph.Inputs, MapClassifierGraph.Outputs)];
    }
}
