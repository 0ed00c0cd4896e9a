using FaceShape.Geometry;
using FaceShape.Landmarks;
using FaceShape.Quality;

namespace FaceShape;

/// <summary>What was seen in one frame of the camera.</summary>
/// <param name="Face">The face that is followed; null when there is none.</param>
/// <param name="Faults">What keeps the frame from being a good photo, in the order of <see cref="FrameFault"/>.</param>
public sealed record TrackedFrame(TrackedFace? Face, IReadOnlyList<FrameFault> Faults);

/// <summary>A face in a frame.</summary>
/// <param name="Landmarks">68 points, pixels of the frame.</param>
/// <param name="Measured">Mesh, outline, pose.</param>
public sealed record TrackedFace(FaceLandmarks68 Landmarks, MeasuredFace Measured);
