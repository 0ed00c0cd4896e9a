using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes honest answers of the scores of photos none of whose folds was learnt from.</summary>
internal static class CrossValidation
{
    /// <summary>
    /// Temperature and thresholds of a fold are fitted on the scores of the other folds, so that nothing is tuned on what is reported.
    /// </summary>
    /// <param name="task">The question; photos of the split whose label does not decide it are left out.</param>
    /// <param name="photos">Who is in the photos, and their labels.</param>
    /// <param name="split">Which photos took part.</param>
    /// <param name="scores">One row a photo of the split.</param>
    public static ClassifierRun Calibrate(ClassifierTask task, ReadPhotos photos, Split split, OutOfFoldScores scores)
    {
        int?[] labels = [.. split.Photos.Select(photo => task.LabelOf(photos.Photos[photo].Label))];
        var answers = new PhotoAnswer?[labels.Length];
        foreach (var fold in split.Folds.Distinct())
        {
            var fitted = Fit(split.TeachersOf(fold));
            foreach (var i in split.In(fold).Where(i => labels[i] is not null && split.Counts(i))) answers[i] = Answer(i, fitted);
        }

        return new(task.Labels, [.. answers.OfType<PhotoAnswer>()], Fit(Enumerable.Range(0, labels.Length)));

        FittedCalibration Fit(IEnumerable<int> among)
        {
            int[] at = [.. among.Where(i => labels[i] is not null)];
            var temperature = Calibration.Temperature([.. at.Select(i => scores.Upright[i])], [.. at.Select(i => labels[i]!.Value)]);
            Prediction[] predicted = [.. at.Select(i => Predict(i, temperature))];
            return new(temperature, Calibration.AbstainBelow(predicted), Calibration.LikelyFrom(predicted));
        }

        PhotoAnswer Answer(int i, FittedCalibration fitted)
        {
            var prediction = Predict(i, fitted.Temperature);
            return new(
                split.Photos[i],
                photos.Pictures[split.Photos[i]],
                prediction,
                Softmax.Of(scores.Mirrored[i], fitted.Temperature),
                prediction.Probabilities.Max() < fitted.AbstainBelow,
                Calibration.Likely(prediction.Probabilities, fitted.LikelyFrom));
        }

        Prediction Predict(int i, double temperature) => new(photos.People[split.Photos[i]], labels[i]!.Value, Softmax.Of(scores.Upright[i], temperature));
    }
}
