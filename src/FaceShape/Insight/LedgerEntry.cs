namespace FaceShape.Insight;

/// <summary>One payment from the lifetime budget.</summary>
/// <param name="Week">When it was made.</param>
/// <param name="Question">What was answered.</param>
/// <param name="Model">About which model.</param>
/// <param name="Epsilon">What it cost.</param>
public sealed record LedgerEntry(int Week, Question Question, ModelId Model, double Epsilon);
