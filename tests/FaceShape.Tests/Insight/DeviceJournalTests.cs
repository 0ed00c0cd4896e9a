using FaceShape.Insight;

namespace FaceShape.Tests.Insight;

public class DeviceJournalTests
{
    private static readonly ModelId Champion = ModelId.Of("0123456789ab");
    private static readonly ModelId Challenger = ModelId.Of("ba9876543210");

    [Fact]
    public void A_new_device_shares_nothing()
    {
        var journal = Used(new DeviceJournal(), 100);
        Assert.False(journal.Consented);
        journal.Prepare(100, Champion, null, new SeededBits(1));
        Assert.Throws<InvalidOperationException>(() => journal.Send());
        Assert.Equal(0, journal.Spent);
    }

    [Fact]
    public void A_report_is_about_this_week_or_the_one_before()
    {
        Assert.Null(new DeviceJournal().Prepare(1, Champion, null, new SeededBits(1)));
        Assert.Equal(100, Used(new DeviceJournal(), 100).Prepare(100, Champion, null, new SeededBits(1))!.Report.Week);
        Assert.Equal(100, Used(new DeviceJournal(), 100).Prepare(101, Champion, null, new SeededBits(1))!.Report.Week);
        Assert.Null(Used(new DeviceJournal(), 100).Prepare(102, Champion, null, new SeededBits(1)));
        var journal = Used(new DeviceJournal(), 100);
        journal.Prepare(100, Champion, null, new SeededBits(1));
        Assert.Null(journal.Prepare(102, Champion, null, new SeededBits(1)));
    }

    [Fact]
    public void What_was_shown_is_what_is_sent_however_often()
    {
        var journal = Used(new DeviceJournal(), 100);
        var shown = journal.Prepare(100, Champion, null, new SeededBits(1))!;
        journal.Consent();

        Assert.Equal(shown.Report, journal.Send());
        Assert.Equal(shown.Report, Again(journal).Prepare(100, Champion, null, new SeededBits(2))!.Report);
        Assert.Equal(shown.Report, journal.Prepare(101, Champion, null, new SeededBits(3))!.Report);
        Assert.Equal(shown.Report, journal.Send());
        Assert.Equal(Privacy.PermanentEpsilon, journal.Spent);
        journal.Acknowledge();
        Assert.Throws<InvalidOperationException>(() => journal.Send());
    }

    [Fact]
    public void A_life_of_reports_never_spends_more_than_the_budget()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var bits = new SeededBits(seed);
            var journal = new DeviceJournal();
            var sent = 0;
            for (var week = 1; week <= 200; week++)
            {
                Used(journal, week);
                journal.Consent();
                if (journal.Prepare(week, Champion, Challenger, bits) is not null)
                {
                    journal.Send();
                    journal.Acknowledge();
                    sent++;
                }

                if (week % 40 == 0) journal.Withdraw();
                journal = Again(journal);
                Assert.InRange(journal.Spent, 0, Privacy.LifetimeBudget);
            }

            Assert.Equal(Privacy.LifetimeBudget, journal.Spent);
            Assert.True(sent >= Privacy.LifetimeBudget / Privacy.PermanentEpsilon);
        }
    }

    [Fact]
    public void A_steady_question_is_paid_once_and_its_permanent_answer_outlasts_a_change_of_truth()
    {
        var bits = new SeededBits(5);
        var journal = new DeviceJournal();
        journal.Consent();
        var counts = new int[Questions.Shape.Values.Count];
        for (var week = 1; week <= 4_000; week++)
        {
            journal.Observe(week, Questions.Shape, 1 + week % 5);
            if (journal.Prepare(week, Champion, null, bits) is not { } prepared) continue;
            var report = journal.Send();
            journal.Acknowledge();
            if (report.Question != Questions.Shape) continue;
            if (counts.Sum() > 0) Assert.Equal(0, prepared.Cost);
            counts[report.Value]++;
        }

        // The share that repeats is that of one kept answer through the second stage alone: nothing of the five truths shows.
        Assert.True(counts.Sum() > 100);
        Assert.InRange((double)counts.Max() / counts.Sum(), Questions.Shape.Instantaneous!.Channel.Truth - 0.12, 1);
        Assert.Single(journal.Ledger, entry => entry.Question == Questions.Shape);
    }

    [Fact]
    public void One_draw_a_week_is_all_also_when_the_budget_refuses_it()
    {
        var bits = new SeededBits(9);
        var journal = new DeviceJournal();
        var refused = 0;
        for (var week = 1; week <= 100; week++)
        {
            Used(journal, week).Consent();
            if (journal.Prepare(week, Champion, null, bits) is null)
            {
                refused++;
                for (var again = 0; again < 20; again++) Assert.Null(journal.Prepare(week, Champion, null, bits));
            }
            else
            {
                journal.Send();
                journal.Acknowledge();
            }
        }

        Assert.True(refused > 50);
    }

    [Fact]
    public void Withdrawing_erases_everything_but_the_number_that_was_spent()
    {
        var journal = Used(new DeviceJournal(), 100);
        journal.Consent();
        journal.Prepare(100, Champion, null, new SeededBits(1));
        journal.Send();
        journal.Withdraw();
        Assert.Equal("faceshape-insight 1\nspent 2\n", journal.ToString());
        Assert.Equal("faceshape-insight 1\n", new DeviceJournal().ToString());
    }

    [Fact]
    public void The_first_event_of_a_week_is_reported_on_and_all_are_tallied()
    {
        var journal = new DeviceJournal();
        journal.Observe(1, Questions.Outcome, 1);
        journal.Observe(1, Questions.Outcome, 3);
        Assert.Equal(1, journal.Tally(Questions.Outcome, 1));
        Assert.Equal(1, journal.Tally(Questions.Outcome, 3));
        Assert.Contains("observed 1 outcome answered\n", journal.ToString());
        journal.Observe(1, Questions.Retakes, 1);
        journal.Observe(1, Questions.Retakes, 2);
        Assert.Contains("observed 1 retakes one\n", journal.ToString());
        Assert.Equal(journal.ToString(), Again(journal).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("faceshape-insight 2\n")]
    [InlineData("faceshape-insight 1\nconsent yes\n")]
    [InlineData("faceshape-insight 1\nspent 9\n")]
    [InlineData("faceshape-insight 1\nspent 8\npaid 1 shape 0123456789ab 2\n")]
    [InlineData("faceshape-insight 1\nspent NaN\n")]
    [InlineData("faceshape-insight 1\ntally shape circle 1\n")]
    [InlineData("faceshape-insight 1\nreport 0 2 {}\n")]
    [InlineData("faceshape-insight 1\nreport 7 2 {\"schema\":1,\"week\":1,\"model\":\"0123456789ab\",\"question\":\"shape\",\"value\":\"oval\",\"nonce\":\"00000000000000000000000000000000\"}\n")]
    public void A_damaged_journal_is_never_guessed(string text) => Assert.Throws<JournalException>(() => DeviceJournal.Parse(text));

    private static DeviceJournal Used(DeviceJournal journal, int week)
    {
        journal.Observe(week, Questions.Shape, 3);
        journal.Observe(week, Questions.Outcome, 1);
        return journal;
    }

    private static DeviceJournal Again(DeviceJournal journal) => DeviceJournal.Parse(journal.ToString());
}
