using FaceShape.Training.Evaluation;

namespace FaceShape.Training.Reporting.Charts;

/// <summary>The pictures of the report.</summary>
internal static class AccuracyCharts
{
    /// <summary>How often answers of a probability are right; on the diagonal probabilities mean what they say.</summary>
    public static string Reliability(ClassifierScores scores)
    {
        var chart = new Chart("Probability and truth", "probability of the first answer, %", "right, %").Axes().Guide(0, 0, 1, 1);
        chart.Curve([.. scores.PerPhoto.Reliability.Select(bin => (bin.Probability, bin.Accuracy))]);
        foreach (var bin in scores.PerPhoto.Reliability) chart.Dot(bin.Probability, bin.Accuracy, (double)bin.Photos / scores.Read);
        return chart.ToSvg();
    }

    /// <summary>How often the most confident answers are right.</summary>
    public static string Coverage(ClassifierScores scores) => new Chart("Confidence pays", "most confident photos, %", "right, %").Axes()
        .Guide(0, scores.PerPhoto.Top1, 1, scores.PerPhoto.Top1)
        .Curve([.. scores.Coverage.Select(point => (point[0], point[1]))])
        .ToSvg();

    /// <summary>What is taken for what.</summary>
    public static string Confusion(ClassifierScores scores)
    {
        var chart = new Chart("Taken for, % of the true shape", "first answer", "true shape");
        var count = scores.Labels.Count;
        for (var row = 0; row < count; row++)
        {
            chart.Name(row, count, scores.Labels[row]);
            var photos = Math.Max(1, scores.Confusion[row].Sum());
            for (var column = 0; column < count; column++) chart.Cell(row, column, count, (double)scores.Confusion[row][column] / photos);
        }

        return chart.ToSvg();
    }
}
