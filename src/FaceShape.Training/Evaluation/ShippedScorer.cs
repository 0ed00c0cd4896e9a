using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Learning.Light;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Scores classifiers as they are: the same class that answers for one photo is asked about each.</summary>
internal static class ShippedScorer
{
    /// <summary>Checks that a catalogue names the classifiers.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Missing"/>: it does not.</exception>
    public static void Require(Pipeline pipeline, ModelCatalogue catalogue)
    {
        if (pipeline == Pipeline.Light) catalogue.Find(ModelNames.LightClassifiers);
        else foreach (var task in ClassifierTask.All) catalogue.Find(task.Name);
    }

    /// <summary>Classifies each face and scores the answers.</summary>
    /// <param name="source">Where the classifiers are.</param>
    /// <param name="faces">Photos, faces and people; <see cref="LightFaces"/> or <see cref="LabelledFaces"/>.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ModelException">A classifier is missing, damaged, or made for other features.</exception>
    public static async Task<EvaluationResult> ScoreAsync(IModelSource source, ReadPhotos faces, int seed, CancellationToken cancellation)
    {
        var (answers, mirrored) = faces switch
        {
            LightFaces light => await ClassifyAsync(source, light, cancellation).ConfigureAwait(false),
            LabelledFaces original => await ClassifyAsync(source, original, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentException($"{faces.GetType().Name} has no classifiers", nameof(faces)),
        };
        return EvaluationResults.Of(
            faces,
            new Dictionary<ClassifierTask, ClassifierRun>
            {
                [ClassifierTask.Shape] = Run(ClassifierTask.Shape, answer => [.. answer.Shape.Probabilities], answer => answer.Shape),
                [ClassifierTask.Jaw] = Run(ClassifierTask.Jaw, answer => Both(answer.Jaw.Label == 0, answer.Jaw.Probability), _ => null),
                [ClassifierTask.Length] = Run(ClassifierTask.Length, answer => Both(answer.Length.Label == 0, answer.Length.Probability), _ => null),
            },
            seed);

        ClassifierRun Run(ClassifierTask task, Func<Classified, double[]> probabilities, Func<Classified, ShapeAnswer?> shape) => new(
            task.Labels,
            [
                .. faces.Teaching(task).Select(i => new PhotoAnswer(
                    i,
                    faces.Pictures[i],
                    new(faces.People[i], task.LabelOf(faces.Photos[i].Label)!.Value, probabilities(answers[i])),
                    mirrored.Count == 0 ? null : probabilities(mirrored[i]),
                    shape(answers[i])?.Abstained ?? false,
                    Set: faces is LightFaces ? LikelySet(shape(answers[i])) : null)
                {
                    LookedTwice = task == ClassifierTask.Shape && answers[i].LookedTwice,
                }),
            ],
            new(1, 0, 0));
    }

    // The original's classifiers carry no threshold for sets.
    private static bool[]? LikelySet(ShapeAnswer? answer) =>
        answer is null ? null : [.. Enum.GetValues<Shape>().Select(shape => answer.Likely.Contains(shape))];

    private static async Task<(List<Classified> Upright, List<Classified> Mirrored)> ClassifyAsync(
        IModelSource source, LightFaces faces, CancellationToken cancellation)
    {
        using var model = await source.OpenAsync(ModelNames.LightClassifiers, cancellation).ConfigureAwait(false);
        var classifiers = new MapClassifiers(model);
        return (await AllAsync(faces.Faces).ConfigureAwait(false), await AllAsync(faces.Mirrored).ConfigureAwait(false));

        Task<List<Classified>> AllAsync(IReadOnlyList<MapFace> all) => EachAsync(
            all, face => classifiers.ClassifyAsync(face.Map(), face.Geometry, face.IsSmall, () => new(face.SecondMap()), cancellation));
    }

    private static async Task<(List<Classified> Upright, List<Classified> Mirrored)> ClassifyAsync(
        IModelSource source, LabelledFaces faces, CancellationToken cancellation)
    {
        using var jaw = await source.OpenAsync(ModelNames.JawClassifier, cancellation).ConfigureAwait(false);
        using var length = await source.OpenAsync(ModelNames.LengthClassifier, cancellation).ConfigureAwait(false);
        using var shape = await source.OpenAsync(ModelNames.ShapeClassifier, cancellation).ConfigureAwait(false);
        var classifiers = new LandmarkClassifiers(jaw, length, shape);
        return (await AllAsync(faces.Faces).ConfigureAwait(false), await AllAsync(faces.Mirrored).ConfigureAwait(false));

        Task<List<Classified>> AllAsync(IReadOnlyList<DescribedFace> all) =>
            EachAsync(all, face => classifiers.ClassifyAsync(GeometryFeatures.From(face.Landmarks), face.Descriptor, cancellation));
    }

    private static async Task<List<Classified>> EachAsync<TFace>(IReadOnlyList<TFace> faces, Func<TFace, ValueTask<Classified>> classify)
    {
        var answers = new List<Classified>(faces.Count);
        foreach (var face in faces) answers.Add(await classify(face).ConfigureAwait(false));
        return answers;
    }

    private static double[] Both(bool first, double probability) => first ? [probability, 1 - probability] : [1 - probability, probability];
}
