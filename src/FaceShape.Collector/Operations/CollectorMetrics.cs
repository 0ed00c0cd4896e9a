using System.Globalization;
using System.Text;

namespace FaceShape.Collector.Operations;

/// <summary>What an operator may see: sums since the start, of everybody together.</summary>
internal sealed class CollectorMetrics
{
    private readonly long[] refused = new long[Enum.GetValues<Refusal>().Length];
    private long counted;
    private long known;
    private long commits;
    private long commitTicks;
    private long donated;
    private long deleted;

    public void Counted(int fresh, int before)
    {
        Interlocked.Add(ref counted, fresh);
        Interlocked.Add(ref known, before);
    }

    public void Committed(TimeSpan duration)
    {
        Interlocked.Increment(ref commits);
        Interlocked.Add(ref commitTicks, duration.Ticks);
    }

    public void Refused(Refusal why) => Interlocked.Increment(ref refused[(int)why]);

    public void Donated() => Interlocked.Increment(ref donated);

    public void Deleted() => Interlocked.Increment(ref deleted);

    /// <summary>The text format of Prometheus.</summary>
    /// <param name="waiting">Requests that wait for a commit.</param>
    /// <param name="bytes">Size of the tables.</param>
    public string Write(int waiting, long bytes)
    {
        var text = new StringBuilder();
        void Line(string name, string kind, double value, string labels = "")
        {
            if (kind.Length > 0) text.Append(CultureInfo.InvariantCulture, $"# TYPE faceshape_{name} {kind}\n");
            text.Append(CultureInfo.InvariantCulture, $"faceshape_{name}{labels} {value}\n");
        }

        Line("reports_counted_total", "counter", Interlocked.Read(ref counted));
        Line("reports_known_total", "counter", Interlocked.Read(ref known));
        Line("commits_total", "counter", Interlocked.Read(ref commits));
        Line("commit_seconds_total", "counter", TimeSpan.FromTicks(Interlocked.Read(ref commitTicks)).TotalSeconds);
        Line("requests_waiting", "gauge", waiting);
        Line("storage_bytes", "gauge", bytes);
        Line("donations_kept_total", "counter", Interlocked.Read(ref donated));
        Line("donations_deleted_total", "counter", Interlocked.Read(ref deleted));
        foreach (var why in Enum.GetValues<Refusal>())
        {
            Line(
                "refused_total", why == 0 ? "counter" : "", Interlocked.Read(ref refused[(int)why]),
                $"{{why=\"{why.ToString().ToLowerInvariant()}\"}}");
        }

        return text.ToString();
    }
}

/// <summary>Why something was not taken.</summary>
internal enum Refusal
{
    /// <summary>400: not exactly the schema, or about a week, question or model that is not counted.</summary>
    Malformed,

    /// <summary>413: longer than any report or photo may be.</summary>
    Oversized,

    /// <summary>415: another media type.</summary>
    Mistyped,

    /// <summary>429: too many from one network.</summary>
    Flooding,

    /// <summary>503: more waits than can be kept.</summary>
    Busy,

    /// <summary>507: no room for more photos.</summary>
    Full,
}
