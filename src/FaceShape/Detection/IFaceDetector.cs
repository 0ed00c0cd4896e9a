using FaceShape.Imaging;

namespace FaceShape.Detection;

/// <summary>Finds faces in a photo.</summary>
public interface IFaceDetector
{
    /// <summary>All faces, the surest first; empty when there is none.</summary>
    ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default);
}
