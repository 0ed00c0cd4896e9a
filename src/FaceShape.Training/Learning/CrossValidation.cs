using FaceShape.Training.Data;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Learning;

/// <summary>Makes honest answers of the scores of photos none of whose folds was learnt from.</summary>
internal static class CrossValidation
{
    /// <summary>
    /// Temperature and thresholds of a fold are fitted on the scores of the other folds, so that nothing is tuned on what is reported.
    /// </summary>
    /// <param name="task">The question.</param>
    /// <param name="split">Which photos took part.</param>
    /// <param name="faces">Who is in them, and their labels.</param>
    /// <param name="scores">One row a photo of the split.</param>
    public static ClassifierRun Calibrate(ClassifierTask task, Split split, LabelledFaces faces, OutOfFoldScores scores)
    {
        var answers = new PhotoAnswer?[split.Photos.Count];
        foreach (var fold in split.Folds.Distinct().Where(fold => split.Held is null || fold == split.Held))
        {
            var thresholds = Fit(split.TeachersOf(fold));
            foreach (var i in split.In(fold)) answers[i] = Answer(i, thresholds);
        }

        return new(task.Labels, [.. answers.OfType<PhotoAnswer>()], Fit([.. Enumerable.Range(0, answers.Length)]));

        Thresholds Fit(int[] photos)
        {
            var temperature = Calibration.Temperature([.. photos.Select(i => scores.Upright[i])], [.. photos.Select(LabelOf)]);
            Prediction[] predictions = [.. photos.Select(i => Predict(i, temperature))];
            return new(temperature, Calibration.AbstainBelow(predictions), ConformalSet.Threshold(predictions));
        }

        PhotoAnswer Answer(int i, Thresholds thresholds)
        {
            var prediction = Predict(i, thresholds.Temperature);
            return new(
                split.Photos[i],
                prediction,
                Softmax.Of(scores.Mirrored[i], thresholds.Temperature),
                prediction.Probabilities.Max() < thresholds.AbstainBelow,
                ConformalSet.Of(prediction.Probabilities, thresholds.SetAbove));
        }

        Prediction Predict(int i, double temperature) => new(faces.People[split.Photos[i]], LabelOf(i), Softmax.Of(scores.Upright[i], temperature));

        int LabelOf(int i) => task.LabelOf(faces.Photos[split.Photos[i]].Label)!.Value;
    }
}
