using System.Globalization;
using FaceShape.Insight;

namespace FaceShape.Training.Shadow;

/// <summary>Compares champion and challenger, and the weeks of the champion, by what people's devices reported.</summary>
public static class OnlineComparison
{
    /// <summary>
    /// Probability of a false alarm: of ever raising one, for what decides; of one look, shared among what is looked at, for drift, which
    /// decides nothing.
    /// </summary>
    public const double FalseAlarm = 0.05;

    private const int WeeksOfYear = 52;

    private static readonly Question[] Drifting =
        [Questions.Shape, Questions.Outcome, Questions.Warning, Questions.Margin, Questions.Right, Questions.Correction, Questions.Landmarks];

    /// <summary>Everything that the counts tell.</summary>
    /// <param name="results">Published counts.</param>
    /// <param name="champion">The model in use.</param>
    /// <param name="challenger">The model beside it; null for drift alone.</param>
    public static ShadowReport Of(CollectedResults results, ModelId champion, ModelId? challenger)
    {
        ArgumentNullException.ThrowIfNull(results);
        List<Finding> findings = [.. SampleRatio(results, champion)];
        List<ShareChart> charts = [];
        if (challenger is { } model)
        {
            findings.AddRange(Preference(results, model));
            findings.AddRange(Agreement(results, model));
            findings.AddRange(Shift(results, champion, model, charts));
        }

        findings.AddRange(Drift(results, champion, charts));
        findings.AddRange(Correction(results, champion));
        return new(champion.ToString(), challenger?.ToString(), findings, charts);
    }

    /// <summary>Weekly questions are drawn equally often whatever a device has spent, so they must arrive equally often.</summary>
    private static IEnumerable<Finding> SampleRatio(CollectedResults results, ModelId champion)
    {
        var weekly = Questions.All.Where(question => question is { Steady: false, AboutChallenger: false }).ToList();
        var weeks = results.WeeksOf(champion).Where(week => weekly.All(question => results.Histogram(question, champion, other => other == week) is not null)).ToHashSet();
        if (weeks.Count == 0)
        {
            yield return new("Sample ratio", "Too few reports to check that all questions arrive equally often.", Leaning.Neither);
            yield break;
        }

        long[] counts = [.. weekly.Select(question => results.Histogram(question, champion, weeks.Contains)!.Total)];
        var off = SampleRatioTest.Rejects(counts, [.. weekly.Select(_ => 1.0 / weekly.Count)], FalseAlarm);
        yield return off
            ? new("Sample ratio", Text($"Questions do not arrive equally often ({counts.Min()} to {counts.Max()} reports each): reports are lost or made up somewhere."), Leaning.Distrust)
            : new("Sample ratio", Text($"All questions arrive equally often, as they are drawn ({counts.Min()} to {counts.Max()} reports each)."), Leaning.Neither);
    }

    /// <summary>Which model named the shape that the person says.</summary>
    private static IEnumerable<Finding> Preference(CollectedResults results, ModelId challenger)
    {
        const string Name = "Right more often";
        // Weeks in which one of the two was too rare to be published alone say nothing. Which these are hangs on the rarer of both,
        // whichever it is, so that an equal challenger is not helped by leaving them out.
        var weeks = results.WeeksOf(challenger).Where(week => results.Histogram(Questions.Preferred, challenger, other => other == week) is not null).ToList();
        var told = weeks.Where(week => Of("champion", one => one == week) is not null && Of("challenger", one => one == week) is not null).ToHashSet();
        if (told.Count == 0)
        {
            yield return new(Name, "Too few people have said in one week which shape is right.", Leaning.Neither);
            yield break;
        }

        var histogram = results.Histogram(Questions.Preferred, challenger, told.Contains)!;
        var (champions, only) = (Of("champion", told.Contains)!, Of("challenger", told.Contains)!);
        var difference = McNemar.Difference(histogram.Channel, champions.Count, only.Count, histogram.Total);
        var leftOut = told.Count == weeks.Count ? "" : Text($", {weeks.Count - told.Count} of {weeks.Count} weeks with too few left out");
        var figures = Text($"{histogram.Total:N0} reports{leftOut}; the challenger is right {Points(difference.Share)} points more often, 95 % interval {Points(difference.Low)} to {Points(difference.High)}, of all asked");
        if (BettingTest.Says(only.Count, champions.Count, FalseAlarm / 2)) yield return new(Name, $"The challenger is better ({figures}).", Leaning.Promote);
        else if (BettingTest.Says(champions.Count, only.Count, FalseAlarm / 2)) yield return new(Name, $"The challenger is worse ({figures}).", Leaning.Stop);
        else yield return new(Name, $"Not decided yet ({figures}).", Leaning.Neither);

        HistogramBin? Of(string name, Func<int, bool> which) =>
            results.Histogram(Questions.Preferred, challenger, which)?.Bins.FirstOrDefault(bin => bin.Name == name);
    }

    private static IEnumerable<Finding> Agreement(CollectedResults results, ModelId challenger)
    {
        if (Largest(results, Questions.Agreement, challenger) is not { } histogram || histogram.Bins.FirstOrDefault(bin => bin.Name == "different") is not { } different)
            yield break;
        var estimate = ShareEstimate.Of(histogram.Channel, different.Count, histogram.Total);
        yield return new(
            "Agreement", Text($"Both name another shape for {Percent(estimate.Share)} of people ({Percent(estimate.Low)} to {Percent(estimate.High)})."), Leaning.Neither);
    }

    private static IEnumerable<Finding> Shift(CollectedResults results, ModelId champion, ModelId challenger, List<ShareChart> charts)
    {
        var (one, other) = (Largest(results, Questions.Shape, champion), Largest(results, Questions.ChallengerShape, challenger));
        if (one is null || other is null) yield break;
        if (Alike(one, other) is not { } pair || DistributionShift.Between(pair.One, pair.Other, FalseAlarm) is not { } shift) yield break;
        charts.Add(ChartOf("Shapes that were named", [("champion", pair.One), ("challenger", pair.Other)]));
        yield return new("Distribution of shapes", Words(shift, "The challenger names other shapes than the champion", "The challenger names the shapes as often as the champion"), Leaning.Neither);
    }

    private static IEnumerable<Finding> Drift(CollectedResults results, ModelId model, List<ShareChart> charts)
    {
        var weeks = results.WeeksOf(model);
        if (weeks.Count < 2) yield break;
        var comparisons = Drifting.Length * (weeks.Count - 1);
        foreach (var question in Drifting)
        {
            var byWeek = weeks.Select(week => (Week: week, Histogram: results.Histogram(question, model, other => other == week)))
                .Where(entry => entry.Histogram is not null).Select(entry => (Week.Monday(entry.Week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Histogram!)).ToList();
            if (byWeek.Count >= 2 && byWeek.All(entry => entry.Item2.Bins.Select(bin => bin.Name).SequenceEqual(byWeek[0].Item2.Bins.Select(bin => bin.Name))))
                charts.Add(ChartOf($"{question.Words} By week", byWeek));
            foreach (var week in weeks.Skip(1))
            {
                // Devices repeat a steady answer: of these questions only neighbouring weeks are compared, each device once in each.
                var first = question.Steady ? week - 1 : 0;
                if (results.Histograms(question, model, other => other >= first && other < week, other => other == week) is not [var before, var after]) continue;
                if (DistributionShift.Between(before, after, FalseAlarm / comparisons) is not { Alarms: true } shift) continue;
                var moved = Text($"'{question.Name}' moved in the week of {Week.Monday(week):yyyy-MM-dd}");
                yield return new("Drift", $"{Words(shift, moved, "")} {Season(results, question, model, week)}", Leaning.Neither);
            }

            if (ByQuarter(results, question, model, weeks) is { } quarters) charts.Add(quarters);
        }
    }

    /// <summary>Holidays, light and hats come back every year: what was so a year before as well is no fault of the model.</summary>
    private static string Season(CollectedResults results, Question question, ModelId model, int week)
    {
        // Weeks around it too, as holidays move; but a device repeats a steady answer, and must not be counted three times.
        var around = question.Steady ? 0 : 1;
        var yearBefore = week - WeeksOfYear;
        var both = results.Histograms(question, model, other => Math.Abs(other - yearBefore) <= around, other => other == week);
        if (both is not [var before, var after] || DistributionShift.Between(before, after, FalseAlarm) is not { } shift)
            return "Nothing from a year before tells whether that is the season.";
        var figures = Text($"(stability index {shift.StabilityIndex:F4}, by chance up to {shift.StabilityLimit:F4})");
        return shift.Alarms ? $"A year before it was not so {figures}." : $"So it was a year before: perhaps the season {figures}.";
    }

    /// <summary>Shares by quarter of the year, of all years together; null where less than half a year is known.</summary>
    private static ShareChart? ByQuarter(CollectedResults results, Question question, ModelId model, IReadOnlyList<int> weeks)
    {
        if (question.Steady || weeks[^1] - weeks[0] < WeeksOfYear / 2) return null;
        int[] quarters = [.. weeks.Select(QuarterOf).Distinct().Order()];
        Func<int, bool>[] periods = [.. quarters.Select(quarter => (Func<int, bool>)(week => QuarterOf(week) == quarter))];
        if (quarters.Length < 2 || results.Histograms(question, model, periods) is not { } histograms) return null;
        var named = quarters.Zip(histograms, (quarter, histogram) => (Text($"quarter {quarter}"), histogram));
        return ChartOf($"{question.Words} By quarter of the year", [.. named]);

        static int QuarterOf(int week) => 1 + (Week.Monday(week).Month - 1) / 3;
    }

    private static IEnumerable<Finding> Correction(CollectedResults results, ModelId model)
    {
        if (results.Histogram(Questions.Right, model) is not { } histogram || histogram.Bins.FirstOrDefault(bin => bin.Name == "no") is not { } wrong) yield break;
        var estimate = ShareEstimate.Of(histogram.Channel, wrong.Count, histogram.Total);
        yield return new("Said to be wrong", Text($"{Percent(estimate.Share)} of all asked say that the answer was wrong ({Percent(estimate.Low)} to {Percent(estimate.High)})."), Leaning.Neither);
    }

    /// <summary>The week with most reports: in one week a device answers once, over several it may repeat a steady answer.</summary>
    private static RandomizedHistogram? Largest(CollectedResults results, Question question, ModelId model) =>
        results.WeeksOf(model).Select(week => results.Histogram(question, model, other => other == week)).MaxBy(histogram => histogram?.Total ?? 0);

    /// <summary>Both with the bins of the coarser one; the two questions have the same values.</summary>
    private static (RandomizedHistogram One, RandomizedHistogram Other)? Alike(RandomizedHistogram one, RandomizedHistogram other)
    {
        var names = one.Bins.SelectMany(bin => bin.Name.Split('/')).ToList();
        var group = names.ToDictionary(name => name, name => name);
        foreach (var bin in one.Bins.Concat(other.Bins).Select(bin => bin.Name.Split('/')))
        {
            foreach (var name in bin.Where(name => group[name] != group[bin[0]]).ToList())
            {
                var (from, to) = (group[name], group[bin[0]]);
                foreach (var member in names.Where(member => group[member] == from)) group[member] = to;
            }
        }

        var order = names.Select(name => group[name]).Distinct().ToList();
        if (order.Count < 2) return null;
        int[] Places(RandomizedHistogram histogram) => [.. histogram.Bins.Select(bin => order.IndexOf(group[bin.Name.Split('/')[0]]))];
        RandomizedHistogram Named(RandomizedHistogram histogram) => histogram with
        {
            Bins = [.. histogram.Bins.Select((bin, i) => bin with { Name = string.Join("/", names.Where(name => group[name] == order[i])) })],
        };
        return (Named(one.Merge(Places(one))), Named(other.Merge(Places(other))));
    }

    private static ShareChart ChartOf(string title, IReadOnlyList<(string Name, RandomizedHistogram Histogram)> series) => new(
        title,
        [.. series[0].Histogram.Bins.Select(bin => bin.Name)],
        [.. series.Select(one => new ShareSeries(
            one.Name,
            one.Histogram.Shares(),
            [.. one.Histogram.Bins.Select(bin => ShareEstimate.Z95 * ShareEstimate.Of(one.Histogram.Channel, bin.Count, one.Histogram.Total, bin.Values).StandardError)]))]);

    private static string Words(DistributionShift shift, string moved, string still) => Text(
        $"{(shift.Alarms ? moved : still)}: stability index {shift.StabilityIndex:F4}, by chance up to {shift.StabilityLimit:F4}; Jensen-Shannon divergence {shift.Divergence:F5}, by chance up to {shift.DivergenceLimit:F5} (p = {shift.PValue:F3}).");

    private static string Percent(double share) => Text($"{100 * share:F1} %");

    private static string Points(double share) => Text($"{100 * share:F1}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
