namespace FaceShape.Training.Data;

/// <summary>What the networks say about the largest face of a photo, or why they say nothing.</summary>
/// <typeparam name="TFace">What they say.</typeparam>
/// <param name="Face">The face, in pixels of the padded photo; null when the photo was not read.</param>
/// <param name="Problem">Code of the error, for example <c>no-face</c>; null when it was read.</param>
public sealed record PhotoFeatures<TFace>(TFace? Face, string? Problem)
    where TFace : class;
