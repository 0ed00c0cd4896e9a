using FaceShape.Imaging;

namespace FaceShape.Training.Data;

/// <summary>The original reader that also answers on the command line and in the browser, up to its classifiers.</summary>
internal sealed class FaceDescriber(FaceReader reader) : IFaceDescriber<DescribedFace>
{
    private static readonly ReadingOptions Largest = new() { SeveralFaces = SeveralFaces.Largest };

    public async ValueTask<DescribedFace?> DescribeAsync(Raster photo, CancellationToken cancellation = default)
    {
        var described = await reader.DescribeAsync(photo, Largest, cancellation).ConfigureAwait(false);
        return described.Faces is [var face, ..] ? face : null;
    }

    public void Dispose() => reader.Dispose();
}
