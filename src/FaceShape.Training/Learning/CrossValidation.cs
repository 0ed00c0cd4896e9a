using FaceShape.Classification;
using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes honest answers of the scores of photos none of whose folds was learnt from.</summary>
internal static class CrossValidation
{
    /// <summary>
    /// Temperature and thresholds of a fold are fitted on the scores of the other folds, so that no label that is reported is tuned
    /// on. (Those scores come from networks which the fold did help to teach; to leave that out too would take as many trainings as there are folds, for each.)
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
            var temperature = Temperature(at, scores.Upright);
            // A second look has a temperature of its own, fitted on the faces that are looked at twice: they are the hard ones.
            var twice = scores.Twice is null ? [] : at.Where(i => NeedsSecondLook(i, Softmax.Of(scores.Upright[i], temperature))).ToArray();
            var temperatures = new FittedCalibration(temperature, 0, 0) { TwiceTemperature = twice.Length == 0 ? temperature : Temperature(twice, scores.Twice!.Scores.Upright) };
            Prediction[] predicted = [.. at.Select(i => Predict(i, temperatures).Prediction)];
            return temperatures with { AbstainBelow = Calibration.AbstainBelow(predicted), LikelyFrom = Calibration.LikelyFrom(predicted) };
        }

        PhotoAnswer Answer(int i, FittedCalibration fitted)
        {
            var (prediction, twice) = Predict(i, fitted);
            return new(
                split.Photos[i],
                photos.Pictures[split.Photos[i]],
                prediction,
                Probabilities(i, scores.Mirrored, scores.Twice?.Scores.Mirrored, fitted).Probabilities,
                prediction.Probabilities.Max() < fitted.AbstainBelow,
                Calibration.Likely(prediction.Probabilities, fitted.LikelyFrom))
            {
                LookedTwice = twice,
            };
        }

        double Temperature(int[] at, float[][] of) => Calibration.Temperature([.. at.Select(i => of[i])], [.. at.Select(i => labels[i]!.Value)]);

        (Prediction Prediction, bool Twice) Predict(int i, FittedCalibration fitted)
        {
            var (probabilities, twice) = Probabilities(i, scores.Upright, scores.Twice?.Scores.Upright, fitted);
            return (new(photos.People[split.Photos[i]], labels[i]!.Value, probabilities), twice);
        }

        (double[] Probabilities, bool Twice) Probabilities(int i, float[][] first, float[][]? twice, FittedCalibration fitted)
        {
            var probabilities = Softmax.Of(first[i], fitted.Temperature);
            return twice is not null && NeedsSecondLook(i, probabilities) ? (Softmax.Of(twice[i], fitted.TwiceTemperature), true) : (probabilities, false);
        }

        // As the reader decides; only the question of the shape has a second look.
        bool NeedsSecondLook(int i, double[] probabilities) =>
            MapClassifiers.NeedsSecondLook(new(probabilities, abstainBelow: 0), scores.Twice!.IsSmall[i]);
    }
}
