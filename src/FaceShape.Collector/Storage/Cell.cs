namespace FaceShape.Collector.Storage;

/// <summary>A count. These are all that is kept of reports.</summary>
/// <param name="Week">Of the reports.</param>
/// <param name="Model">The 48 bits of the model's name.</param>
/// <param name="Question">Name of the question.</param>
/// <param name="Value">Word of the value.</param>
/// <param name="Count">How many arrived.</param>
internal sealed record Cell(int Week, long Model, string Question, string Value, long Count);
