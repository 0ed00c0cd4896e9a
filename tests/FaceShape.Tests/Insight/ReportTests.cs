using System.Text;
using FaceShape.Insight;
using FsCheck;
using FsCheck.Fluent;

namespace FaceShape.Tests.Insight;

public class ReportTests
{
    private static readonly Report Example = new(2968, ModelId.Of("0123456789ab"), Questions.Shape, 3, UInt128.MaxValue);

    [Fact]
    public void A_report_says_nothing_but_week_model_question_value_and_a_number_of_its_own() => Assert.Equal(
        """{"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""",
        Example.ToString());

    [Fact]
    public void Every_report_is_read_as_it_was_written_and_is_short()
    {
        foreach (var question in Questions.All)
        {
            for (var value = 0; value < question.Values.Count; value++)
            {
                var report = new Report(99_999, new((1UL << 48) - 1), question, value, 1);
                Assert.True(report.ToString().Length <= Report.MaxBytes);
                Assert.Equal(report, Report.Parse(Encoding.UTF8.GetBytes(report.ToString())));
            }
        }
    }

    [Fact]
    public void Whatever_differs_in_one_byte_is_refused_or_another_report()
    {
        var bytes = Encoding.UTF8.GetBytes(Example.ToString());
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(0, bytes.Length - 1).ToArbitrary(), ArbMap.Default.ArbFor<byte>(), (at, changed) =>
            {
                byte[] other = [.. bytes];
                other[at] = changed;
                return Report.Parse(other) is not { } report || Encoding.UTF8.GetBytes(report.ToString()).SequenceEqual(other);
            }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(""" {"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":2,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":02968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":-1,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789AB","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789ab","question":"age","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"diamond","nonce":"ffffffffffffffffffffffffffffffff"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ff"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff","name":"x"}""")]
    [InlineData("""{"schema":1,"week":2968,"model":"0123456789ab","question":"shape","value":"oval","nonce":"ffffffffffffffffffffffffffffffff"}{}""")]
    public void What_is_not_exactly_a_report_is_refused(string text) => Assert.Null(Report.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(4 * 86_400, 0)]
    [InlineData(11 * 86_400 - 1, 0)]
    [InlineData(11 * 86_400, 1)]
    public void A_week_begins_on_Monday(long seconds, int week)
    {
        Assert.Equal(week, Week.Of(seconds));
        Assert.Equal(DayOfWeek.Monday, Week.Monday(week).DayOfWeek);
    }

    [Fact]
    public void The_closed_list_of_questions_is_as_short_as_it_says()
    {
        Assert.All(Questions.All, question => Assert.InRange(question.Values.Count, 3, RandomizedResponse.MaxValues));
        Assert.All(Questions.All, question => Assert.Equal(Questions.None, question.Values[0]));
        Assert.Equal(Enumerable.Range(0, Questions.All.Count), Questions.All.Select(question => question.Number));
        Assert.Distinct(Questions.All.Select(question => question.Name));
        foreach (var challenger in new[] { false, true })
            Assert.Equal(1, Questions.All.Sum(question => Questions.ExpectedShare(question, challenger)), 12);
    }

    [Fact]
    public void Questions_are_drawn_as_often_as_is_said()
    {
        const int Draws = 100_000;
        var bits = new SeededBits(3);
        var counts = new int[Questions.All.Count];
        for (var i = 0; i < Draws; i++) counts[Questions.Draw(challenger: true, bits).Number]++;
        Assert.All(Questions.All, question =>
        {
            var share = Questions.ExpectedShare(question, challenger: true);
            Assert.Equal(share, (double)counts[question.Number] / Draws, 5 * Math.Sqrt(share / Draws));
        });
    }
}
