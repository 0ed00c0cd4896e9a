using FaceShape.Classification;
using FaceShape.Detection;
using FaceShape.Geometry;
using FaceShape.Landmarks;
using FaceShape.Quality;

namespace FaceShape;

/// <summary>What was read from one face.</summary>
/// <param name="Face">Where it is and how sure the detector is.</param>
/// <param name="Landmarks">68 points in pixels of the upright photo; in the light walk those of the mesh that correspond to them.</param>
/// <param name="Answer">Jaw type, face length, shape.</param>
/// <param name="Warnings">What makes the answer less certain; empty for a good photo.</param>
public sealed record FaceReading(DetectedFace Face, FaceLandmarks68 Landmarks, Classified Answer, IReadOnlyList<PhotoWarning> Warnings)
{
    /// <summary>128 numbers; faces of one person are nearer than 0.6 (Euclidean). Null in the light walk unless it was asked for.</summary>
    public IReadOnlyList<float>? Descriptor { get; init; }

    /// <summary>Mesh, outline and what is measured on it; null in the original walk.</summary>
    public MeasuredFace? Measured { get; init; }

    /// <summary>How usual the face is among the photos of the training; null in the original walk.</summary>
    public Typicality? Typicality { get; init; }

    /// <summary>Rough proportions between the 68 landmarks; null in the light walk, which measures.</summary>
    public FaceMeasurements? Proportions { get; init; }
}

/// <summary>Why a photo that could be decoded gave no answer.</summary>
public enum ReadingProblem
{
    /// <summary><c>no-face</c>: no face was found.</summary>
    NoFace,

    /// <summary><c>several-faces</c>: several faces of similar size compete.</summary>
    SeveralFaces,
}

/// <summary>What was read from one photo.</summary>
/// <param name="Pipeline">The walk that it took.</param>
/// <param name="Width">Width of the upright photo in pixels.</param>
/// <param name="Height">Height of the upright photo in pixels.</param>
/// <param name="Detected">All faces that were found, the surest first.</param>
/// <param name="Faces">Those that were read, the largest first; empty when there is a <paramref name="Problem"/>.</param>
/// <param name="Problem">Why nothing was read, if so.</param>
public sealed record PhotoReading(
    Pipeline Pipeline,
    int Width,
    int Height,
    IReadOnlyList<DetectedFace> Detected,
    IReadOnlyList<FaceReading> Faces,
    ReadingProblem? Problem);
