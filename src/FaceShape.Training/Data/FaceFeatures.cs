using FaceShape.Detection;
using FaceShape.Landmarks;

namespace FaceShape.Training.Data;

/// <summary>What the networks say about the largest face of a photo.</summary>
/// <param name="Face">Where it is, in pixels of the padded photo.</param>
/// <param name="Landmarks">68 points in pixels of the padded photo.</param>
/// <param name="Descriptor">128 numbers.</param>
/// <param name="Shape">Probabilities of the shapes by the classifiers that were there.</param>
/// <param name="Angular">Probability of an angular jaw.</param>
/// <param name="Long">Probability of a long face.</param>
public sealed record FaceFeatures(
    DetectedFace Face,
    FaceLandmarks68 Landmarks,
    float[] Descriptor,
    double[] Shape,
    double Angular,
    double Long);

/// <summary>A photo's features, or why there are none.</summary>
/// <param name="Face">The features; null when the photo was not read.</param>
/// <param name="Problem">Code of the error, for example <c>no-face</c>; null when it was read.</param>
public sealed record PhotoFeatures(FaceFeatures? Face, string? Problem);
