using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>
/// Predictions for photos none of whose folds was learnt from. Temperature and threshold of a fold are fitted on the
/// predictions of the other folds, so that nothing is tuned on what is reported.
/// </summary>
/// <param name="Predictions">One a photo.</param>
/// <param name="Abstained">Whether the answer is "can't tell".</param>
/// <param name="Temperature">Fitted on all folds: for the classifier that is trained on all photos.</param>
/// <param name="AbstainBelow">The threshold chosen on all folds, for the same.</param>
internal sealed record CrossValidation(
    IReadOnlyList<Prediction> Predictions, IReadOnlyList<bool> Abstained, double Temperature, double AbstainBelow)
{
    /// <summary>Trains once a fold.</summary>
    /// <param name="set">The photos.</param>
    /// <param name="folds">Fold of each photo.</param>
    /// <param name="people">Person in each photo for the report, which may know more than the training set does.</param>
    /// <param name="trainer">How.</param>
    /// <param name="seed">The same seed gives the same predictions.</param>
    /// <param name="cancellation">Stops.</param>
    public static CrossValidation Run(
        TrainingSet set, IReadOnlyList<int> folds, IReadOnlyList<int> people, ClassifierTrainer trainer, int seed, CancellationToken cancellation)
    {
        var logits = trainer.OutOfFold(set, folds, seed, cancellation);
        var predictions = new Prediction[set.Count];
        var abstained = new bool[set.Count];
        foreach (var fold in folds.Distinct())
        {
            var (temperature, abstainBelow) = Fit([.. Enumerable.Range(0, set.Count).Where(i => folds[i] != fold)]);
            for (var i = 0; i < set.Count; i++)
            {
                if (folds[i] != fold) continue;
                predictions[i] = Predict(i, temperature);
                abstained[i] = predictions[i].Probabilities.Max() < abstainBelow;
            }
        }

        var all = Fit([.. Enumerable.Range(0, set.Count)]);
        return new(predictions, abstained, all.Temperature, all.AbstainBelow);

        (double Temperature, double AbstainBelow) Fit(int[] photos)
        {
            var temperature = Calibration.Temperature([.. photos.Select(i => logits[i])], [.. photos.Select(i => set.Labels[i])]);
            return (temperature, Calibration.AbstainBelow([.. photos.Select(i => Predict(i, temperature))]));
        }

        Prediction Predict(int i, double temperature) => new(people[i], set.Labels[i], Softmax.Of(logits[i], temperature));
    }
}
