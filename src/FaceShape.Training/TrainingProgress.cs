namespace FaceShape.Training;

/// <summary>How far a long task is.</summary>
/// <param name="Stage">What is being done, in words for people, for example <c>Reading photos</c>.</param>
/// <param name="Done">Items that are done.</param>
/// <param name="Total">Items in all.</param>
public readonly record struct TrainingProgress(string Stage, int Done, int Total);
