using FaceShape.Classification;
using FaceShape.Inference;
using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Scores classifiers as they are: the same class that answers for one photo is asked about each.</summary>
internal static class ShippedScorer
{
    /// <summary>Checks that a catalogue names the three classifiers.</summary>
    /// <exception cref="ModelException"><see cref="ModelError.Missing"/>: it does not.</exception>
    public static void Require(ModelCatalogue catalogue)
    {
        foreach (var task in ClassifierTask.All) catalogue.Find(task.Name);
    }

    /// <summary>Classifies each face and scores the answers.</summary>
    /// <param name="source">Where the classifiers are.</param>
    /// <param name="faces">Photos, faces and people.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ModelException">A classifier is missing, damaged, or made for other features.</exception>
    public static async Task<EvaluationResult> ScoreAsync(IModelSource source, LabelledFaces faces, int seed, CancellationToken cancellation)
    {
        using var jaw = await source.OpenAsync(ModelNames.JawClassifier, cancellation).ConfigureAwait(false);
        using var length = await source.OpenAsync(ModelNames.LengthClassifier, cancellation).ConfigureAwait(false);
        using var shape = await source.OpenAsync(ModelNames.ShapeClassifier, cancellation).ConfigureAwait(false);
        var classifiers = new LandmarkClassifiers(jaw, length, shape);
        var answers = new List<Classified>(faces.Faces.Count);
        foreach (var face in faces.Faces)
            answers.Add(await classifiers.ClassifyAsync(GeometryFeatures.From(face.Landmarks), face.Descriptor, cancellation).ConfigureAwait(false));

        var runs = new Dictionary<ClassifierTask, ClassifierRun>
        {
            [ClassifierTask.Shape] = Run(ClassifierTask.Shape, answer => [.. answer.Shape.Probabilities], answer => answer.Shape.Abstained),
            [ClassifierTask.Jaw] = Run(ClassifierTask.Jaw, answer => Both(answer.Jaw.Label == 0, answer.Jaw.Probability)),
            [ClassifierTask.Length] = Run(ClassifierTask.Length, answer => Both(answer.Length.Label == 0, answer.Length.Probability)),
        };
        return EvaluationResults.Of(faces, runs, seed);

        ClassifierRun Run(ClassifierTask task, Func<Classified, double[]> probabilities, Func<Classified, bool>? abstained = null) => new(
            task.Labels,
            [
                .. faces.Teaching(task).Select(i => new PhotoAnswer(
                    i,
                    new(faces.People[i], task.LabelOf(faces.Photos[i].Label)!.Value, probabilities(answers[i])),
                    Mirrored: null,
                    abstained?.Invoke(answers[i]) ?? false,
                    Set: null)),
            ],
            Thresholds: null);
    }

    private static double[] Both(bool first, double probability) => first ? [probability, 1 - probability] : [1 - probability, probability];
}
