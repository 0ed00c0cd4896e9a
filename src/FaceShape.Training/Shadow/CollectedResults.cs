using System.Text.Json;
using FaceShape.Insight;

namespace FaceShape.Training.Shadow;

/// <summary>What a collector publishes at <c>/v1/results</c>.</summary>
/// <param name="Cells">One for each week, model and question that enough people reported on.</param>
public sealed record CollectedResults(IReadOnlyList<CollectedCell> Cells)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the JSON text.</summary>
    /// <exception cref="ShadowException">It is something else.</exception>
    public static CollectedResults Parse(string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(json, Options);
            if (document is not { Schema: Report.Schema, Cells: { } cells })
                throw new ShadowException($"These are no results of schema {Report.Schema}: fetch them from the collector's /v1/results");
            return new([.. cells.Where(cell => Questions.Find(cell.Question) is not null)]);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new ShadowException("These are no collected results: fetch them from the collector's /v1/results", error);
        }
    }

    /// <summary>Weeks for which there is something about a model, in order.</summary>
    public IReadOnlyList<int> WeeksOf(ModelId model) =>
        [.. Cells.Where(cell => cell.Model == model.ToString()).Select(cell => cell.Week).Distinct().Order()];

    /// <summary>
    /// Answers to a question about a model, of some weeks together. Values that were published together in one of the weeks stay
    /// together. Null when there are none.
    /// </summary>
    public RandomizedHistogram? Histogram(Question question, ModelId model, Func<int, bool>? weeks = null) =>
        Histograms(question, model, weeks ?? (_ => true))?[0];

    /// <summary>Answers of several periods, with the same bins, so that they can be compared. Null when one has none.</summary>
    public IReadOnlyList<RandomizedHistogram>? Histograms(Question question, ModelId model, params IReadOnlyList<Func<int, bool>> periods)
    {
        ArgumentNullException.ThrowIfNull(question);
        var all = Cells.Where(cell => cell.Question == question.Name && cell.Model == model.ToString() && periods.Any(period => period(cell.Week))).ToList();
        var groupOf = Enumerable.Range(0, question.Values.Count).ToArray();
        foreach (var share in all.SelectMany(cell => cell.Shares))
        {
            var members = share.Values.Select(question.ValueOf).Where(value => value >= 0).ToList();
            foreach (var group in members.Select(value => groupOf[value]).Distinct().ToList())
                groupOf = [.. groupOf.Select(other => other == group ? groupOf[members[0]] : other)];
        }

        var bins = groupOf.Distinct().ToList();
        List<RandomizedHistogram> histograms = [];
        foreach (var period in periods)
        {
            var shares = all.Where(cell => period(cell.Week)).SelectMany(cell => cell.Shares).ToList();
            if (shares.Count == 0) return null;
            histograms.Add(new(question.Channel, [.. bins.Select(bin => new HistogramBin(
                string.Join("/", question.Values.Where((_, value) => groupOf[value] == bin)),
                groupOf.Count(group => group == bin),
                shares.Where(share => groupOf[question.ValueOf(share.Values[0])] == bin).Sum(share => share.Reports)))]));
        }

        return histograms;
    }

    private sealed record Document(int Schema, List<CollectedCell>? Cells);
}

/// <summary>Published counts of one week, model and question.</summary>
/// <param name="Week">See <see cref="Insight.Week"/>.</param>
/// <param name="Model">Twelve digits.</param>
/// <param name="Question">Name of the question.</param>
/// <param name="Reports">All reports.</param>
/// <param name="Shares">Counts by value.</param>
public sealed record CollectedCell(int Week, string Model, string Question, long Reports, IReadOnlyList<CollectedShare> Shares);

/// <summary>Reports that arrived with one of some values.</summary>
/// <param name="Values">One value, or rare ones together.</param>
/// <param name="Reports">How many, randomization included.</param>
public sealed record CollectedShare(IReadOnlyList<string> Values, long Reports);
