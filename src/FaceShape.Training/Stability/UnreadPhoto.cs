using FaceShape.Imaging;

namespace FaceShape.Training.Stability;

/// <summary>A file that was named and not read.</summary>
/// <param name="File">The file.</param>
/// <param name="Problem">Why.</param>
public sealed record UnreadPhoto(string File, PhotoException Problem);
