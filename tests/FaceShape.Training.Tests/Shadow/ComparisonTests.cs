using System.Globalization;
using System.Text.Json;
using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Tests.Shadow;

public class ComparisonTests
{
    private static readonly ModelId Champion = ModelId.Of("c4a3910ca3d1");
    private static readonly ModelId Challenger = ModelId.Of("c4a11e29e4d2");
    private static readonly double[] Shapes = [0.02, 0.14, 0.14, 0.28, 0.19, 0.15, 0.08];

    [Theory]
    [InlineData(0.04, 0.14, Verdict.Promote)]
    [InlineData(0.14, 0.04, Verdict.Stop)]
    [InlineData(0.10, 0.10, Verdict.KeepWatching)]
    public void A_better_challenger_is_promoted_a_worse_one_stopped_and_an_equal_one_watched(double championOnly, double challengerOnly, Verdict expected)
    {
        var random = new Random(31);
        double[] preferred = [0.3, 0.4, championOnly, challengerOnly, 0.3 - championOnly - challengerOnly];
        var report = OnlineComparison.Of(
            Collected(random, (1, Challenger, Questions.Preferred, preferred, 8_000), (2, Challenger, Questions.Preferred, preferred, 8_000)), Champion, Challenger);
        Assert.Equal(expected, report.Verdict);
    }

    [Fact]
    public void A_shift_of_the_shapes_is_reported_against_a_limit_for_the_number_of_reports()
    {
        var random = new Random(32);
        double[] moved = [0.02, 0.24, 0.14, 0.18, 0.19, 0.15, 0.08];
        var same = Finding(Collected(random, (1, Champion, Questions.Shape, Shapes, 20_000), (1, Challenger, Questions.ChallengerShape, Shapes, 20_000)));
        var other = Finding(Collected(random, (1, Champion, Questions.Shape, Shapes, 20_000), (1, Challenger, Questions.ChallengerShape, moved, 20_000)));
        Assert.StartsWith("The challenger names the shapes as often", same.Words);
        Assert.StartsWith("The challenger names other shapes", other.Words);

        static Finding Finding(CollectedResults results) =>
            OnlineComparison.Of(results, Champion, Challenger).Findings.Single(finding => finding.Name == "Distribution of shapes");
    }

    [Fact]
    public void Weeks_that_moved_are_named_and_still_weeks_are_not()
    {
        var random = new Random(33);
        double[] usual = [0.02, 0.85, 0.08, 0.03, 0.01, 0.01], broken = [0.02, 0.65, 0.08, 0.23, 0.01, 0.01];
        var still = Collected(random, [.. Enumerable.Range(1, 6).Select(week => (week, Champion, Questions.Outcome, usual, 4_000))]);
        var moved = Collected(random, [.. Enumerable.Range(1, 6).Select(week => (week, Champion, Questions.Outcome, week == 5 ? broken : usual, 4_000))]);
        Assert.DoesNotContain(OnlineComparison.Of(still, Champion, null).Findings, finding => finding.Name == "Drift");
        var drift = OnlineComparison.Of(moved, Champion, null).Findings.Where(finding => finding.Name == "Drift").ToList();
        Assert.Contains(drift, finding => finding.Words.Contains(Week.Monday(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.DoesNotContain(drift, finding => finding.Words.Contains(Week.Monday(4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8, "So it was a year before: perhaps the season")]
    [InlineData(30, "A year before it was not so")]
    [InlineData(0, "Nothing from a year before tells")]
    public void A_week_that_moved_is_held_against_the_same_weeks_a_year_before(int before, string words)
    {
        var random = new Random(37);
        double[] usual = [0.02, 0.6, 0.1, 0.06, 0.04, 0.04, 0.04, 0.04, 0.03, 0.03], dark = [0.02, 0.4, 0.1, 0.06, 0.04, 0.04, 0.24, 0.04, 0.03, 0.03];
        var first = before == 0 ? 40 : 1;
        var results = Collected(random, [
            .. Enumerable.Range(first, 61 - first).Select(week => (week, Champion, Questions.Warning, week == 60 || Math.Abs(week - before) <= 1 && before > 0 ? dark : usual, 20_000))]);

        var report = OnlineComparison.Of(results, Champion, null);

        var monday = Week.Monday(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Contains(words, Assert.Single(report.Findings, finding => finding.Words.Contains(monday, StringComparison.Ordinal)).Words);
        Assert.Equal(before == 0 ? 0 : 1, report.Charts.Count(chart => chart.Title.EndsWith("By quarter of the year", StringComparison.Ordinal)));
    }

    [Fact]
    public void Questions_that_do_not_arrive_equally_often_take_the_trust_away()
    {
        var random = new Random(34);
        var weekly = Questions.All.Where(question => question is { Steady: false, AboutChallenger: false }).ToList();
        CollectedResults Of(int last) => Collected(random, [
            .. weekly.Select((question, i) => (1, Champion, question, Even(question), i == weekly.Count - 1 ? last : 3_000)),
            (1, Challenger, Questions.Preferred, new[] { 0.3, 0.4, 0.0, 0.2, 0.1 }, 20_000)]);

        Assert.Equal(Verdict.Promote, OnlineComparison.Of(Of(3_000), Champion, Challenger).Verdict);
        var report = OnlineComparison.Of(Of(2_400), Champion, Challenger);
        Assert.Equal(Verdict.KeepWatching, report.Verdict);
        Assert.Contains(report.Reasons, reason => reason.Leaning == Leaning.Distrust);
    }

    [Fact]
    public void Values_that_were_published_together_in_one_week_stay_together()
    {
        var results = CollectedResults.Parse($$"""
            {"schema":1,"cells":[
              {"week":1,"model":"{{Champion}}","question":"right","reports":500,"shares":[{"values":["yes"],"reports":400},{"values":["none","no"],"reports":100}]},
              {"week":2,"model":"{{Champion}}","question":"right","reports":600,"shares":[{"values":["none"],"reports":100},{"values":["yes"],"reports":300},{"values":["no"],"reports":200}]},
              {"week":2,"model":"{{Champion}}","question":"of another version","reports":600,"shares":[]}]}
            """);
        var histogram = results.Histogram(Questions.Right, Champion)!;
        Assert.Equal([("none/no", 2, 400L), ("yes", 1, 700L)], histogram.Bins.Select(bin => (bin.Name, bin.Values, bin.Count)));
        Assert.Equal(3, results.Histogram(Questions.Right, Champion, week => week == 2)!.Bins.Count);
        Assert.Null(results.Histogram(Questions.Right, Challenger));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"schema":2,"cells":[]}""")]
    [InlineData("""{"schema":1}""")]
    public void What_are_no_results_is_said(string text) => Assert.Throws<ShadowException>(() => CollectedResults.Parse(text));

    [Theory]
    [InlineData(0.50, 0.62, Verdict.Promote)]
    [InlineData(0.62, 0.50, Verdict.Stop)]
    [InlineData(0.55, 0.56, Verdict.KeepWatching)]
    public void On_photos_people_count_not_photos(double champion, double challenger, Verdict expected)
    {
        var random = new Random(35);
        var answers = Enumerable.Range(0, 1_500)
            .Select(person => new PairedAnswer(person, 2, Answer(random.NextDouble() < champion), Answer(random.NextDouble() < challenger), true, true)).ToList();
        Assert.Equal(expected, OfflineComparison.Of("a", "b", answers).Verdict);

        // Twenty photos of each of a few people are no more evidence than the few people are.
        var few = answers.Take(12).SelectMany(answer => Enumerable.Repeat(answer, 20)).ToList();
        if (expected != Verdict.KeepWatching) Assert.NotEqual(expected, OfflineComparison.Of("a", "b", few).Verdict);
    }

    [Theory]
    [InlineData(19, 19, Verdict.KeepWatching, "20 are needed")]
    [InlineData(20, 5, Verdict.KeepWatching, "p = 0.06")]
    [InlineData(20, 20, Verdict.Promote, "p = 0.000")]
    public void A_few_people_who_agree_decide_nothing(int people, int better, Verdict expected, string words)
    {
        var answers = Enumerable.Range(0, people).Select(person => new PairedAnswer(person, 2, Answer(person >= better), Answer(true))).ToList();
        var report = OfflineComparison.Of("a", "b", answers);
        Assert.Equal(expected, report.Verdict);
        Assert.Contains(words, report.Findings.Single(finding => finding.Name == "Right more often").Words);
    }

    [Fact]
    public void A_week_with_too_few_reports_does_not_keep_the_others_from_deciding()
    {
        var random = new Random(38);
        double[] preferred = [0.3, 0.4, 0.04, 0.14, 0.12];
        var enough = Collected(random, (2, Challenger, Questions.Preferred, preferred, 16_000));
        CollectedCell few = new(1, Challenger.ToString(), Questions.Preferred.Name, 150, [new(["none"], 60), new(["both"], 50), new(["champion", "challenger", "neither"], 40)]);

        var report = OnlineComparison.Of(new([few, .. enough.Cells]), Champion, Challenger);

        Assert.Equal(Verdict.Promote, report.Verdict);
        Assert.Contains(report.Reasons, reason => reason.Words.Contains("16,000 reports, 1 of 2 weeks with too few left out", StringComparison.Ordinal));
        Assert.Equal(Verdict.KeepWatching, OnlineComparison.Of(new([few]), Champion, Challenger).Verdict);
    }

    [Fact]
    public void A_challenger_that_loses_faces_is_stopped()
    {
        var answers = Enumerable.Range(0, 200).Select(person => new PairedAnswer(person, null, Answer(true), person % 10 == 0 ? null : Answer(true))).ToList();
        Assert.Equal(Verdict.Stop, OfflineComparison.Of("a", "b", answers).Verdict);
        Assert.Equal(Verdict.KeepWatching, OfflineComparison.Of("a", "b", [.. Enumerable.Range(0, 30).Select(_ => new PairedAnswer(1, null, Answer(true), null))]).Verdict);
        Assert.Throws<ShadowException>(() => OfflineComparison.Of("a", "b", []));
    }

    [Fact]
    public void A_report_is_the_same_in_words_data_and_page()
    {
        var random = new Random(36);
        var report = OnlineComparison.Of(
            Collected(
                random,
                (1, Challenger, Questions.Preferred, [0.3, 0.4, 0.0, 0.2, 0.1], 8_000),
                (1, Champion, Questions.Shape, Shapes, 8_000),
                (1, Challenger, Questions.ChallengerShape, Shapes, 8_000)),
            Champion, Challenger);
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal("promote", json.RootElement.GetProperty("verdict").GetString());
        Assert.StartsWith("# Verdict: promote\n", report.ToMarkdown());
        var page = report.ToHtml();
        Assert.Contains("data-verdict=\"promote\"", page);
        Assert.Contains("<svg", page);
        Assert.DoesNotMatch("<script|https?://|src=|@import|url\\(", page);
        Assert.All(report.Findings, finding => Assert.Contains(finding.Words, report.ToMarkdown()));
    }

    private static double[] Answer(bool right) => right ? [0.1, 0.1, 0.6, 0.1, 0.1] : [0.6, 0.1, 0.1, 0.1, 0.1];

    private static double[] Even(Question question) => [.. question.Values.Select(_ => 1.0 / question.Values.Count)];

    private static CollectedResults Collected(Random random, params (int Week, ModelId Model, Question Question, double[] Shares, int Reports)[] cells) =>
        new([.. cells.Select(cell => new CollectedCell(
            cell.Week, cell.Model.ToString(), cell.Question.Name, cell.Reports,
            [.. Draws.Histogram(cell.Question.Channel, cell.Shares, cell.Reports, random).Bins
                .Select((bin, value) => new CollectedShare([cell.Question.Values[value]], bin.Count))]))]);
}
