using FaceShape.Training.Shadow;

namespace FaceShape.Training.Simulation;

/// <summary>What came of a simulated population.</summary>
/// <param name="Reports">Reports that were acknowledged.</param>
/// <param name="Seconds">Time that sending them took.</param>
/// <param name="Rows">Estimates against truth.</param>
/// <param name="Shadow">What <c>faceshape shadow</c> says about the counts.</param>
/// <param name="Paper">What more or fewer people, or another epsilon, would give.</param>
public sealed record SimulationResult(
    long Reports, double Seconds, IReadOnlyList<EstimateRow> Rows, ShadowReport Shadow, IReadOnlyList<PaperRow> Paper)
{
    /// <summary>Share of the intervals that hold the truth; 95 % in the long run.</summary>
    public double Covered => Rows.Count == 0 ? 0 : Rows.Count(row => row.Holds) / (double)Rows.Count;
}

/// <summary>A published figure beside the truth.</summary>
/// <param name="Week">The week.</param>
/// <param name="Question">Name of the question.</param>
/// <param name="Values">Value, or several that were published together.</param>
/// <param name="Reports">Reports on the question in that week.</param>
/// <param name="Truth">Share among all devices that were used in that week, sharing or not.</param>
/// <param name="Estimate">What the collector published.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record EstimateRow(int Week, string Question, string Values, long Reports, double Truth, double Estimate, double Low, double High)
{
    /// <summary>Whether the interval holds the truth.</summary>
    public bool Holds => Low <= Truth && Truth <= High;
}
