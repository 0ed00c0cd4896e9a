using System.Globalization;
using System.Text;

namespace FaceShape.Insight;

/// <summary>
/// What this app knows on one device: tallies for the person to see, the permanent answers, the ledger of what was paid, and
/// the week's report. It is text, so that the person can read all of it; the page keeps it, this class only changes it.
/// </summary>
public sealed class DeviceJournal
{
    /// <summary>A longer text is refused, in characters.</summary>
    public const int MaxCharacters = 64 * 1024;

    private const string Title = "faceshape-insight 1";
    private const string Number = "R";

    private readonly long[][] tallies;
    private readonly int[] observed;
    private readonly Dictionary<(Question, ModelId), int> permanent = [];
    private readonly List<LedgerEntry> ledger = [];
    private double spentBefore;
    private int observedWeek;
    private int drawnWeek;

    /// <summary>A device that knows nothing yet.</summary>
    public DeviceJournal()
    {
        observed = new int[Questions.All.Count];
        tallies = new long[Questions.All.Count][];
        for (var i = 0; i < tallies.Length; i++) tallies[i] = new long[Questions.All[i].Values.Count];
    }

    /// <summary>Whether the person chose to share. Off until <see cref="Consent"/>.</summary>
    public bool Consented { get; private set; }

    /// <summary>The week's report, once it was drawn.</summary>
    public PreparedReport? Prepared { get; private set; }

    /// <summary>What was paid, by whom it can be asked what for; payments before a withdrawal are only in <see cref="Spent"/>.</summary>
    public IReadOnlyList<LedgerEntry> Ledger => ledger;

    /// <summary>Privacy loss until now; never above <see cref="Privacy.LifetimeBudget"/>.</summary>
    public double Spent
    {
        get
        {
            var sum = spentBefore;
            foreach (var entry in ledger) sum += entry.Epsilon;
            return sum;
        }
    }

    /// <summary>How often a question had a value on this device.</summary>
    public long Tally(Question question, int value) => tallies[question.Number][value];

    /// <summary>
    /// Something happened: it is tallied, and the first of a week (for what is counted up, the last) is what that week's report
    /// may be about.
    /// </summary>
    /// <param name="week">When.</param>
    /// <param name="question">What.</param>
    /// <param name="value">Which value, not 0: nothing to say is not an event.</param>
    public void Observe(int week, Question question, int value)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, question.Values.Count);
        if (week != observedWeek)
        {
            Array.Clear(observed);
            observedWeek = week;
        }

        tallies[question.Number][value]++;
        if (observed[question.Number] == 0 || question.CountsUp) observed[question.Number] = value;
    }

    /// <summary>
    /// Draws the report about the last week of use, once; later calls give the same one. The question is drawn first, from the
    /// whole list, and answered with "none" where there is nothing to say.
    /// </summary>
    /// <param name="week">The week it is: a report is about this week or the one before.</param>
    /// <param name="champion">The model whose answers are shown.</param>
    /// <param name="challenger">The model that runs beside it, if one does.</param>
    /// <param name="bits">Chance.</param>
    /// <returns>Null when nothing was observed in both weeks, or when the budget does not allow for what was drawn.</returns>
    public PreparedReport? Prepare(int week, ModelId champion, ModelId? challenger, IRandomBits bits)
    {
        ArgumentNullException.ThrowIfNull(bits);
        if (Prepared is { } known && (known.Report.Week == observedWeek || known.State == ReportState.Sending && known.Report.Week == week - 1))
            return known.Report.Week >= week - 1 ? known : null;
        if (observedWeek < week - 1 || observedWeek == 0 || drawnWeek == observedWeek) return null;
        Prepared = null;
        drawnWeek = observedWeek; // one draw a week, also where the budget does not allow for it: choosing among draws would tell something

        var question = Questions.Draw(challenger is not null, bits);
        var model = question.AboutChallenger ? challenger!.Value : champion;
        var paid = IsPaid(question, model);
        if (paid && question is { Steady: false, AboutChallenger: true }) return null;
        var cost = question.Steady && paid ? 0 : Privacy.PermanentEpsilon;
        if (Spent + cost > Privacy.LifetimeBudget) return null;
        var value = Randomize(question, model, bits);
        var nonce = new UInt128(bits.Next(), bits.Next());
        return Prepared = new(new(observedWeek, model, question, value, nonce), cost, ReportState.Shown);
    }

    /// <summary>The person wants to share.</summary>
    public void Consent() => Consented = true;

    /// <summary>
    /// The person does not want to share any more: sharing ends, and everything is erased but one number, what was spent, so
    /// that whoever consents again cannot lose more than the lifetime's budget.
    /// </summary>
    public void Withdraw()
    {
        spentBefore = Spent;
        Consented = false;
        Prepared = null;
        observedWeek = drawnWeek = 0;
        ledger.Clear();
        permanent.Clear();
        Array.Clear(observed);
        foreach (var tally in tallies) Array.Clear(tally);
    }

    /// <summary>The report is about to leave: it is paid now, so that a crash between the two costs rather too much than too little.</summary>
    /// <exception cref="InvalidOperationException">There is no consent, or no report to send.</exception>
    public Report Send()
    {
        if (!Consented) throw new InvalidOperationException("Nothing is sent without consent");
        if (Prepared is not { State: not ReportState.Acknowledged } prepared) throw new InvalidOperationException("There is no report to send");
        if (prepared is { State: ReportState.Shown, Cost: > 0 })
            ledger.Add(new(prepared.Report.Week, prepared.Report.Question, prepared.Report.Model, prepared.Cost));
        Prepared = prepared with { State = ReportState.Sending };
        return prepared.Report;
    }

    /// <summary>The collector has counted the report, now or before.</summary>
    public void Acknowledge()
    {
        if (Prepared is { State: ReportState.Sending } prepared) Prepared = prepared with { State = ReportState.Acknowledged };
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="JournalException">It did not write this.</exception>
    public static DeviceJournal Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters) throw new JournalException(1, $"is longer than {MaxCharacters} characters");
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines[0] != Title) throw new JournalException(1, $"is not '{Title}'");
        var journal = new DeviceJournal();
        for (var i = 1; i < lines.Length; i++)
        {
            try
            {
                journal.Take(lines[i].Split(' '));
            }
            catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
            {
                throw new JournalException(i + 1, "is damaged");
            }
        }

        if (journal.Spent > Privacy.LifetimeBudget) throw new JournalException(lines.Length, "spends more than the budget");
        return journal;
    }

    /// <summary>All of it, one fact a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title).Append('\n');
        void Line(params ReadOnlySpan<object> words)
        {
            for (var i = 0; i < words.Length; i++) text.Append(i > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{words[i]}");
            text.Append('\n');
        }

        if (Consented) Line("consent");
        if (spentBefore > 0) Line("spent", spentBefore.ToString(Number, CultureInfo.InvariantCulture));
        foreach (var entry in ledger) Line("paid", entry.Week, entry.Question, entry.Model, entry.Epsilon.ToString(Number, CultureInfo.InvariantCulture));
        foreach (var ((question, model), value) in permanent) Line("permanent", question, model, question.Values[value]);
        foreach (var question in Questions.All)
        {
            for (var value = 1; value < question.Values.Count; value++)
            {
                if (Tally(question, value) > 0) Line("tally", question, question.Values[value], Tally(question, value));
            }
        }

        foreach (var question in Questions.All)
        {
            if (observed[question.Number] > 0) Line("observed", observedWeek, question, question.Values[observed[question.Number]]);
        }

        if (drawnWeek > 0) Line("drawn", drawnWeek);
        if (Prepared is { } prepared)
            Line("report", (int)prepared.State, prepared.Cost.ToString(Number, CultureInfo.InvariantCulture), prepared.Report);
        return text.ToString();
    }

    private int Randomize(Question question, ModelId model, IRandomBits bits)
    {
        var truth = observed[question.Number];
        if (question.Instantaneous is not { } instantaneous) return question.Permanent.Answer(truth, bits);
        if (!permanent.TryGetValue((question, model), out var kept))
            permanent[(question, model)] = kept = question.Permanent.Answer(truth, bits);
        return instantaneous.Answer(kept, bits);
    }

    private bool IsPaid(Question question, ModelId model)
    {
        foreach (var entry in ledger)
        {
            if (entry.Question == question && entry.Model == model) return true;
        }

        return false;
    }

    private void Take(ReadOnlySpan<string> words)
    {
        switch (words)
        {
            case ["consent"]:
                Consented = true;
                break;
            case ["spent", var epsilon]:
                spentBefore = Epsilon(epsilon);
                break;
            case ["paid", var week, var question, var model, var epsilon]:
                ledger.Add(new(Whole(week), QuestionOf(question), ModelId.Of(model), Epsilon(epsilon)));
                break;
            case ["permanent", var question, var model, var value]:
                permanent.Add((QuestionOf(question), ModelId.Of(model)), ValueOf(question, value));
                break;
            case ["tally", var question, var value, var count]:
                tallies[QuestionOf(question).Number][ValueOf(question, value)] = Whole(count);
                break;
            case ["observed", var week, var question, var value]:
                observedWeek = Whole(week);
                observed[QuestionOf(question).Number] = ValueOf(question, value);
                break;
            case ["drawn", var week]:
                drawnWeek = Whole(week);
                break;
            case ["report", var state, var cost, var report]:
                Prepared = new(
                    Report.Parse(Encoding.UTF8.GetBytes(report)) ?? throw new FormatException(), Epsilon(cost), StateOf(Whole(state)));
                break;
            default:
                throw new FormatException();
        }
    }

    private static Question QuestionOf(string name) => Questions.Find(name) ?? throw new FormatException();

    private static int ValueOf(string question, string word) =>
        QuestionOf(question).ValueOf(word) is >= 0 and var value ? value : throw new FormatException();

    private static int Whole(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Epsilon(string digits)
    {
        var epsilon = double.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return epsilon <= Privacy.LifetimeBudget ? epsilon : throw new FormatException();
    }

    private static ReportState StateOf(int number) =>
        number is >= (int)ReportState.Shown and <= (int)ReportState.Acknowledged ? (ReportState)number : throw new FormatException();
}
