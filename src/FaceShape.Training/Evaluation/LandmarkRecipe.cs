using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>The original's recipe: landmark geometry and face descriptor.</summary>
/// <param name="faces">All photos.</param>
/// <param name="trainer">How classifiers are trained.</param>
/// <param name="options">The same in words.</param>
internal sealed class LandmarkRecipe(LabelledFaces faces, ClassifierTrainer trainer, LearningOptions options) : IRecipe
{
    public string Name => "original";

    public string Description => FormattableString.Invariant($"""
        They read geometry of 68 landmarks and a 128-number face descriptor (face-api.js's nets). {options.Members} networks a training ({options.Architecture},
        Adam, dropout, label smoothing {options.LabelSmoothing:0.###}, mirrored photos as a second view, a photo weighs 1 / sqrt(photos of the
        person)), each stopped early on other people; their logits are averaged and exported as one graph. Hyper-parameters were
        chosen on inner folds, within the training people of one fold, among softmax regression and one hidden layer of 16 to 64 units
        with several decays, dropouts and smoothings; they hardly differed, so the smallest was taken.
        """);

    public int NetworksPerTraining => options.Members;

    public ClassifierRun Run(ClassifierTask task, Split split, int seed, CancellationToken cancellation)
    {
        var set = LabelledRows.Of(faces, task, split.Photos);
        if (split.Strangers)
        {
            int[] strangers = [.. Enumerable.Range(0, set.Count)];
            set = set with { People = strangers, Groups = strangers };
        }

        return CrossValidation.Calibrate(task, split, faces, trainer.OutOfFold(set, split, seed, cancellation));
    }
}
