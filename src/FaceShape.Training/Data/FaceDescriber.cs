using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>The reader that also answers on the command line and in the browser, up to its classifiers.</summary>
internal sealed class FaceDescriber(FaceReader reader) : IFaceDescriber
{
    private static readonly ReadingOptions Largest = new() { SeveralFaces = SeveralFaces.Largest };

    public ValueTask<PhotoDescription> DescribeAsync(Raster photo, CancellationToken cancellation = default) =>
        reader.DescribeAsync(photo, Largest, cancellation);

    public void Dispose() => reader.Dispose();
}
