using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Description;

/// <summary>
/// dlib's face descriptor, a ResNet of 29 layers, the weights of face-api.js (MIT; dlib's are CC0). Input <c>face</c>
/// [1, 3, 150, 150], RGB, mean colour subtracted and divided by 255, the aligned square; output <c>descriptor</c>
/// [1, 128]. King, "High Quality Face Recognition with Deep Metric Learning", 2017.
/// </summary>
/// <param name="parts">
/// The network, <see cref="ModelNames.FaceRecognitionNet"/>, or what it is cut into: <see cref="ModelNames.DescriptorTrunk"/>, then
/// <see cref="ModelNames.DescriptorRest"/>.
/// </param>
public sealed class FaceRecognitionNet(params IReadOnlyList<ITensorModel> parts)
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 150;

    /// <summary>Numbers in a descriptor.</summary>
    public const int DescriptorLength = 128;

    /// <summary>Describes a face.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="square">What <see cref="FaceAlignment.Square"/> gave; it has an area.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <returns>128 numbers.</returns>
    public async ValueTask<float[]> DescribeAsync(Raster photo, Box square, CancellationToken cancellation = default)
    {
        IReadOnlyList<Tensor> tensors =
            [SquareSampler.Sample(photo, square, SquarePlacement.Centred, InputSize, ChannelScaling.DlibMean)];
        foreach (var part in parts) tensors = await part.RunAsync(tensors, cancellation).ConfigureAwait(false);
        return tensors[0].Data;
    }
}
