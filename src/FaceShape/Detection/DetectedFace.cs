using FaceShape.Imaging;

namespace FaceShape.Detection;

/// <summary>A face that a detector found.</summary>
/// <param name="Box">Where, in pixels of the photo.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
public readonly record struct DetectedFace(Box Box, double Score)
{
    /// <summary>How far the line through the eyes leans, radians, clockwise positive; 0 from detectors that do not look at eyes.</summary>
    public double Roll { get; init; }

    /// <summary>
    /// On which side of the middle between the eyes the nose lies, along the line through them: 1 is right in the picture of an upright
    /// face, -1 left; 0 where it is not known.
    /// </summary>
    public int NoseSide { get; init; }

    /// <summary>The face in the mirror image of its photo.</summary>
    /// <param name="width">The photo's, pixels.</param>
    internal DetectedFace InMirror(int width) => this with { Box = Box with { X = width - Box.Right }, Roll = -Roll, NoseSide = -NoseSide };
}
