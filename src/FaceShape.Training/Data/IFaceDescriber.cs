using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>A walk up to what classifiers are trained on, one photo at a time.</summary>
/// <typeparam name="TFace">What it tells of a face.</typeparam>
public interface IFaceDescriber<TFace> : IDisposable
    where TFace : class
{
    /// <summary>Describes the largest face of a photo; null when there is none.</summary>
    /// <exception cref="Inference.ModelException">A network failed.</exception>
    ValueTask<TFace?> DescribeAsync(Raster photo, CancellationToken cancellation = default);
}
