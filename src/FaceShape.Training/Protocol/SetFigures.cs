using FaceShape.Training.Learning;

namespace FaceShape.Training.Protocol;

/// <summary>Sets of labels that shall hold the true one nine times in ten.</summary>
/// <param name="Promise">The share that was promised.</param>
/// <param name="Holds">Share of photos whose set holds the true label.</param>
/// <param name="MeanSize">Labels in a set, on average.</param>
/// <param name="Sizes">Share of photos whose set holds one label, two … all.</param>
public sealed record SetFigures(double Promise, Figure Holds, Figure MeanSize, IReadOnlyList<double> Sizes)
{
    /// <summary>Counts the sets; null when there are none.</summary>
    internal static SetFigures? Of(IReadOnlyList<PhotoAnswer> answers, int labels, int seed)
    {
        PhotoAnswer[] sets = [.. answers.Where(answer => answer.Set is not null)];
        if (sets.Length == 0) return null;
        return new(
            Calibration.SetCoverage,
            Statistics.Mean<PhotoAnswer>(answer => answer.Set![answer.Prediction.Label] ? 1 : 0).Estimate(sets, answer => answer.Prediction.Person, seed)!,
            Statistics.Mean<PhotoAnswer>(Size).Estimate(sets, answer => answer.Prediction.Person, seed)!,
            [.. Enumerable.Range(1, labels).Select(size => sets.Count(answer => Size(answer) == size) / (double)sets.Length)]);

        static double Size(PhotoAnswer answer) => answer.Set!.Count(inside => inside);
    }
}
