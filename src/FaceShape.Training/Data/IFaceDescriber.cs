using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>The walk up to the descriptor, one photo at a time.</summary>
public interface IFaceDescriber : IDisposable
{
    /// <summary>Describes the largest face of a photo.</summary>
    /// <exception cref="Inference.ModelException">A network failed.</exception>
    ValueTask<PhotoDescription> DescribeAsync(Raster photo, CancellationToken cancellation = default);
}
