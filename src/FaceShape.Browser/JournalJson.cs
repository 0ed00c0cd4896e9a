using System.Globalization;
using System.Text;
using FaceShape.Insight;

namespace FaceShape.Browser;

/// <summary>
/// What the page shows of a journal, as JSON; written by hand because a library would cost the browser 75 KB. Everything in
/// it is from closed lists or a number, but for the journal's own text.
/// </summary>
internal static class JournalJson
{
    public static string WriteError(string message) => Text(new StringBuilder("{\"error\":"), message).Append('}').ToString();

    public static string Write(DeviceJournal journal)
    {
        var json = new StringBuilder("{\"journal\":");
        Text(json, journal.ToString()).Append(",\"consented\":").Append(journal.Consented ? "true" : "false");
        json.Append(CultureInfo.InvariantCulture, $",\"spent\":{journal.Spent},\"budget\":{Privacy.LifetimeBudget},\"ledger\":[");
        for (var i = 0; i < journal.Ledger.Count; i++)
        {
            var entry = journal.Ledger[i];
            json.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}{{\"week\":{entry.Week},\"question\":\"{entry.Question}\",\"epsilon\":{entry.Epsilon}}}");
        }

        json.Append("],\"tallies\":[");
        WriteTallies(json, journal);
        json.Append("],\"report\":");
        if (journal.Prepared is { } prepared)
        {
            Text(json.Append("{\"text\":"), prepared.Report.ToString());
            Text(json.Append(",\"question\":"), prepared.Report.Question.Name);
            json.Append(CultureInfo.InvariantCulture, $",\"cost\":{prepared.Cost},\"state\":\"{Word(prepared.State)}\"}}");
        }
        else
        {
            json.Append("null");
        }

        return json.Append('}').ToString();
    }

    private static void WriteTallies(StringBuilder json, DeviceJournal journal)
    {
        var first = true;
        foreach (var question in Questions.All)
        {
            for (var value = 1; value < question.Values.Count; value++)
            {
                if (journal.Tally(question, value) is not (> 0 and var count)) continue;
                json.Append(CultureInfo.InvariantCulture, $"{(first ? "" : ",")}{{\"question\":\"{question}\",\"value\":\"{question.Values[value]}\",\"count\":{count}}}");
                first = false;
            }
        }
    }

    private static string Word(ReportState state) => state switch
    {
        ReportState.Shown => "shown",
        ReportState.Sending => "sending",
        ReportState.Acknowledged => "acknowledged",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static StringBuilder Text(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c == '\n') json.Append("\\n");
            else json.Append(c);
        }

        return json.Append('"');
    }
}
