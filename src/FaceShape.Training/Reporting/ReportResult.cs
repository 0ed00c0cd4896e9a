namespace FaceShape.Training.Reporting;

/// <summary>What a report run made.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Files">Paths of the files that were written.</param>
public sealed record ReportResult(AccuracyReport Report, IReadOnlyList<string> Files);
