using FaceShape.Insight;

namespace FaceShape.Collector.Reports;

/// <summary>
/// Which weeks reports may be about, and which can no longer grow. Only the latter are published: whoever asked again and again
/// while a week grows would see each report arrive, with its value and its second.
/// </summary>
/// <param name="lateWeeks">Past weeks that reports may be about.</param>
/// <param name="time">The clock.</param>
internal sealed class AcceptedWeeks(int lateWeeks, TimeProvider time)
{
    /// <summary>What was accepted last is committed by then, and clocks of instances side by side may differ by less.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <summary>Whether a report may be about the week.</summary>
    public bool Accepts(int week)
    {
        var now = Week.Of(time.GetUtcNow().ToUnixTimeSeconds());
        return week <= now && week >= now - lateWeeks;
    }

    /// <summary>Whether no report about the week is accepted any more, here or on another instance with the same settings.</summary>
    public bool IsClosed(int week) => week < Week.Of((time.GetUtcNow() - Settling).ToUnixTimeSeconds()) - lateWeeks;
}
