namespace FaceShape.Training.Stability;

/// <summary>A file that was named and not read.</summary>
/// <param name="File">The file.</param>
/// <param name="Code">Why, as one of the error codes.</param>
/// <param name="Message">Why, and what to do.</param>
public sealed record UnreadPhoto(string File, string Code, string Message);
