using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Training.Data;
using FaceShape.Training.Learning;
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
        var answers = faces switch
        {
            LightFaces light => await ClassifyAsync(source, light, cancellation).ConfigureAwait(false),
            LabelledFaces original => await ClassifyAsync(source, original, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentException($"{faces.GetType().Name} has no classifiers", nameof(faces)),
        };
        Prediction[] shapes = [.. Predict(ClassifierTask.Shape, answer => [.. answer.Shape.Probabilities])];
        bool[] abstained = [.. answers.Select(answer => answer.Shape.Abstained)];
        return EvaluationResults.Of(
            faces,
            Scorer.Score(ClassifierTask.Shape.Labels, shapes, abstained, seed),
            ScoreAttribute(ClassifierTask.Jaw, answer => Both(answer.Jaw.Label == 0, answer.Jaw.Probability)),
            ScoreAttribute(ClassifierTask.Length, answer => Both(answer.Length.Label == 0, answer.Length.Probability)),
            EvaluationResults.BySource(faces, shapes, abstained, seed),
            folds: null,
            strict: null,
            leaky: null);

        IEnumerable<Prediction> Predict(ClassifierTask task, Func<Classified, double[]> probabilities) =>
            from i in Enumerable.Range(0, answers.Count)
            let label = task.LabelOf(faces.Photos[i].Label)
            where label is not null
            select new Prediction(faces.People[i], label.Value, probabilities(answers[i]));

        ClassifierScores ScoreAttribute(ClassifierTask task, Func<Classified, double[]> probabilities)
        {
            Prediction[] predictions = [.. Predict(task, probabilities)];
            return Scorer.Score(task.Labels, predictions, new bool[predictions.Length], seed);
        }
    }

    private static async Task<List<Classified>> ClassifyAsync(IModelSource source, LightFaces faces, CancellationToken cancellation)
    {
        using var model = await source.OpenAsync(ModelNames.LightClassifiers, cancellation).ConfigureAwait(false);
        var classifiers = new MapClassifiers(model);
        var answers = new List<Classified>(faces.Faces.Count);
        foreach (var face in faces.Faces)
            answers.Add(await classifiers.ClassifyAsync(face.Map(), face.Geometry, cancellation).ConfigureAwait(false));
        return answers;
    }

    private static async Task<List<Classified>> ClassifyAsync(IModelSource source, LabelledFaces faces, CancellationToken cancellation)
    {
        using var jaw = await source.OpenAsync(ModelNames.JawClassifier, cancellation).ConfigureAwait(false);
        using var length = await source.OpenAsync(ModelNames.LengthClassifier, cancellation).ConfigureAwait(false);
        using var shape = await source.OpenAsync(ModelNames.ShapeClassifier, cancellation).ConfigureAwait(false);
        var classifiers = new LandmarkClassifiers(jaw, length, shape);
        var answers = new List<Classified>(faces.Faces.Count);
        foreach (var face in faces.Faces)
            answers.Add(await classifiers.ClassifyAsync(GeometryFeatures.From(face.Landmarks), face.Descriptor, cancellation).ConfigureAwait(false));
        return answers;
    }

    private static double[] Both(bool first, double probability) => first ? [probability, 1 - probability] : [1 - probability, probability];
}
