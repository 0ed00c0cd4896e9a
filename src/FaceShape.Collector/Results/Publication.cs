using FaceShape.Collector.Storage;
using FaceShape.Insight;

namespace FaceShape.Collector.Results;

/// <summary>Turns counts into what may be seen: nothing that fewer than a set number of reports stand behind.</summary>
internal static class Publication
{
    /// <summary>Publishes the cells that are large enough, of weeks that can no longer grow.</summary>
    /// <param name="cells">All counts.</param>
    /// <param name="minReports">Fewest reports of a published figure.</param>
    /// <param name="isClosed">Whether a week can no longer grow.</param>
    public static IReadOnlyList<PublishedCell> Of(IReadOnlyList<Cell> cells, int minReports, Func<int, bool> isClosed) =>
    [
        .. from cell in cells
           where isClosed(cell.Week)
           group cell by (cell.Week, cell.Model, cell.Question) into one
           let question = Questions.Find(one.Key.Question)
           let reports = one.Sum(cell => cell.Count)
           where question is not null && reports >= minReports
           orderby one.Key.Week, one.Key.Model, question.Number
           select new PublishedCell(
               one.Key.Week,
               Week.Monday(one.Key.Week),
               new ModelId((ulong)one.Key.Model).ToString(),
               question.Name,
               reports,
               question.Channel.Epsilon,
               Shares(question, one.ToDictionary(cell => cell.Value, cell => cell.Count), reports, minReports)),
    ];

    private static List<PublishedShare> Shares(Question question, Dictionary<string, long> counts, long total, int minReports)
    {
        var ranked = question.Values
            .Select(value => (Value: value, Count: counts.GetValueOrDefault(value)))
            .OrderBy(value => value.Count).ToList();
        // The rarest go together until they are enough; alone, each could be found by subtraction.
        List<(string Value, long Count)> together = [];
        while (ranked.Count > 0 && (ranked[0].Count < minReports || together.Count > 0 && together.Sum(value => value.Count) < minReports))
        {
            together.Add(ranked[0]);
            ranked.RemoveAt(0);
        }

        List<PublishedShare> shares = [.. question.Values
            .Where(value => ranked.Exists(other => other.Value == value))
            .Select(value => ShareOf(question, [value], counts[value], total))];
        if (together.Count > 0)
            shares.Add(ShareOf(question, [.. question.Values.Where(value => together.Exists(other => other.Value == value))], together.Sum(value => value.Count), total));
        return shares;
    }

    private static PublishedShare ShareOf(Question question, IReadOnlyList<string> values, long count, long total)
    {
        var estimate = ShareEstimate.Of(question.Channel, count, total, values.Count);
        return new(values, count, estimate.Share, Math.Clamp(estimate.Low, 0, 1), Math.Clamp(estimate.High, 0, 1));
    }
}
