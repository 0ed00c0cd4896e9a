using System.Globalization;
using FaceShape.Inference;
using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning.Light;

/// <summary>The light classifiers: the map of the descriptor network's trunk, and the geometry of mesh and outline.</summary>
/// <param name="faces">Photos, faces and people.</param>
/// <param name="options">How networks are trained.</param>
/// <param name="beside">Photos of other people that are learnt beside; null for none.</param>
/// <param name="threads">Networks trained at once; 0 takes all cores.</param>
/// <param name="networkTrained">Called after each network, from several threads.</param>
internal sealed class LightRecipe(LightFaces faces, MapLearningOptions options, LightFaces? beside, int threads, Action? networkTrained = null) : IRecipe
{
    private readonly MapTrainingSet set = new(faces.Faces, [.. faces.Photos.Select(photo => photo.Label)], faces.People)
    {
        Mirrored = faces.Mirrored,
        Beside = beside is null ? null : new(beside.Faces, [.. beside.Photos.Select(photo => photo.Label)], beside.People),
    };
    private readonly MapEnsembleTrainer trainer = new(options, threads, networkTrained);

    public ReadPhotos Photos => faces;

    public RecipeWords Words { get; } = new(
        "light",
        "light",
        "The light classifiers: jaw, length, shape",
        "maps of the descriptor network's trunk and the geometry of mesh and outline",
        $"""
        The first look is at a square around the lower half of the face. Where it does not clearly prefer one shape, and for faces of
        few pixels, a second look at the whole face is averaged with it. For each look {options.Members} networks a fold (1x1 convolution to {options.Mixed} channels, 3x3 convolution to {options.Convolved}, dense {options.Units};
        dense {options.GeometryUnits} on the geometry; one head a question), their scores averaged; {options.RegressionWeight:0.##} times the scores
        of ridge regressions on means of two by two positions of the map, one for each two shapes, added to the shape's; exported as one graph with weights of 8 bits. AdamW,
        one cycle of {options.Epochs} passes, at least {options.LeastSteps} steps, dropout {options.Dropout:0.##}, label smoothing {options.LabelSmoothing:0.##}; looks at each face with crop, light, colours and sharpness changed, all
        mirrored if need be so that heads are turned to one side; a photo is drawn in proportion to the number of photos of the person to the power
        of {-options.PersonPower:0.##}.{Learnt(beside, options)} What was tried, and chosen on inner folds, is listed in [docs/accuracy/tried.md](../../docs/accuracy/tried.md).
        """);

    public int Networks(int tasks, Split split) => 2 * split.Trainings * options.Members;

    public IReadOnlyDictionary<ClassifierTask, ClassifierRun> CrossValidate(
        Func<ClassifierTask, Split> splits, IReadOnlyList<ClassifierTask> tasks, int seed, CancellationToken cancellation)
    {
        // One network answers all questions, so that the shape's split, which every photo is in, serves all.
        var split = splits(ClassifierTask.Shape);
        var learnt = set.At(split.Photos);
        if (split.Strangers) learnt = learnt with { People = [.. Enumerable.Range(0, learnt.Count)] };
        var scores = trainer.OutOfFold(learnt, split, seed, cancellation);
        return tasks.ToDictionary(task => task, task => CrossValidation.Calibrate(task, faces, split, Head(task)));

        OutOfFoldScores Head(ClassifierTask task)
        {
            var of = scores.Part(MapHeads.Of(task));
            return task == ClassifierTask.Shape ? of : of with { Twice = null };
        }
    }

    public IReadOnlyList<ShippedModel> Ship(
        IReadOnlyDictionary<ClassifierTask, ClassifierRun> runs, int seed, CancellationToken cancellation)
    {
        var trained = trainer.TrainTwoLooks(set, seed, cancellation);
        var bytes = MapClassifierGraph.ToBytes(trained, runs.ToDictionary(run => run.Key, run => run.Value.Shipped));
        return [new(ModelNames.LightClassifiers, bytes, MapClassifierGraph.Inputs, MapClassifierGraph.Outputs)];
    }

    private static string Learnt(LightFaces? beside, MapLearningOptions options) => beside is null ? "" : $"""
         Beside each {options.BatchSize} photos the networks learn {options.BesideBatchSize}
        of {string.Join(", ", beside.Sources)} ({beside.Photos.Count} photos of {beside.People.Distinct().Count()} other people), whose labels have a head of their own, which is left out afterwards. None of them is taken for one
        of those who are asked about (mean distance of descriptors {IdentityClusters.SamePerson.ToString(CultureInfo.InvariantCulture)} or more); lookalikes among them stay, in every row.
        """;
}
