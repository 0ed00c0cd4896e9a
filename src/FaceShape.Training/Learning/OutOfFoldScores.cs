namespace FaceShape.Training.Learning;

/// <summary>Scores before temperature and softmax, of photos by a classifier that was not taught them.</summary>
/// <param name="Upright">One row a photo.</param>
/// <param name="Mirrored">The same photos in the mirror.</param>
internal sealed record OutOfFoldScores(float[][] Upright, float[][] Mirrored);
