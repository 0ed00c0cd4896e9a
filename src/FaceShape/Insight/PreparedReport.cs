namespace FaceShape.Insight;

/// <summary>A report on its way: drawn, perhaps being sent, perhaps acknowledged.</summary>
/// <param name="Report">The bytes are those of its text.</param>
/// <param name="Cost">What sending it takes from the budget; 0 for another report of an answer that was paid for.</param>
/// <param name="State">How far it is.</param>
public sealed record PreparedReport(Report Report, double Cost, ReportState State);

/// <summary>How far a report is.</summary>
public enum ReportState
{
    /// <summary>Drawn and shown; nothing has left the device.</summary>
    Shown,

    /// <summary>Paid for, and sent until somebody acknowledges it.</summary>
    Sending,

    /// <summary>Counted by the collector.</summary>
    Acknowledged,
}
