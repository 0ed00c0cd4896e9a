using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>
/// Predictions for photos none of whose folds was learnt from. Temperature and thresholds of a fold are fitted on the predictions of
/// the other folds, so that nothing is tuned on what is reported.
/// </summary>
/// <param name="Photos">Place of each photo among those that were read; a question may be taught by some of them only.</param>
/// <param name="Predictions">One a photo.</param>
/// <param name="Fitted">What was fitted for each photo's fold on the others.</param>
/// <param name="Shipped">Fitted on all folds: for the classifier that is trained on all photos.</param>
internal sealed record CrossValidation(
    IReadOnlyList<int> Photos, IReadOnlyList<Prediction> Predictions, IReadOnlyList<FittedCalibration> Fitted, FittedCalibration Shipped)
{
    /// <summary>Whether the answer is "can't tell", one a photo.</summary>
    public IReadOnlyList<bool> Abstained =>
        [.. Predictions.Zip(Fitted, (prediction, fitted) => prediction.Probabilities.Max() < fitted.AbstainBelow)];

    /// <summary>Calibrates scores of which each fold's come from a classifier that was trained on the others.</summary>
    /// <param name="photos">Place of each photo among those that were read.</param>
    /// <param name="scores">Before temperature and softmax.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="people">Their people, for the report.</param>
    /// <param name="folds">Their folds.</param>
    public static CrossValidation Calibrate(
        IReadOnlyList<int> photos, IReadOnlyList<float[]> scores, IReadOnlyList<int> labels, IReadOnlyList<int> people, IReadOnlyList<int> folds)
    {
        var predictions = new Prediction[scores.Count];
        var fitted = new FittedCalibration[scores.Count];
        foreach (var fold in folds.Distinct())
        {
            var others = Fit([.. Enumerable.Range(0, scores.Count).Where(i => folds[i] != fold)]);
            for (var i = 0; i < scores.Count; i++)
            {
                if (folds[i] == fold) (predictions[i], fitted[i]) = (Predict(i, others.Temperature), others);
            }
        }

        return new(photos, predictions, fitted, Fit([.. Enumerable.Range(0, scores.Count)]));

        FittedCalibration Fit(int[] at)
        {
            var temperature = Calibration.Temperature([.. at.Select(i => scores[i])], [.. at.Select(i => labels[i])]);
            Prediction[] predicted = [.. at.Select(i => Predict(i, temperature))];
            return new(temperature, Calibration.AbstainBelow(predicted), Calibration.LikelyFrom(predicted));
        }

        Prediction Predict(int i, double temperature) => new(people[i], labels[i], Softmax.Of(scores[i], temperature));
    }
}

/// <summary>What makes scores honest.</summary>
/// <param name="Temperature">What they are divided by before softmax.</param>
/// <param name="AbstainBelow">The first answer's probability below which nothing is said.</param>
/// <param name="LikelyFrom">The probability from which a label is one of those that hold the true one nine times in ten.</param>
internal sealed record FittedCalibration(double Temperature, double AbstainBelow, double LikelyFrom);
