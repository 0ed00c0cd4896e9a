using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Description;

/// <summary>
/// What dlib's descriptor network sees of a face before it turns to who it is: its feature map after the second block of 128 channels.
/// Input <c>face</c> [1, 3, 150, 150], RGB, mean colour subtracted and divided by 255, a square with level eyes that holds the whole
/// face; output <c>map</c> [1, 128, 8, 8]. The weights are those of <see cref="FaceRecognitionNet"/>.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.DescriptorTrunk"/>.</param>
public sealed class FaceTrunk(ITensorModel model)
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 150;

    /// <summary>Channels of the map.</summary>
    public const int Channels = 128;

    /// <summary>Rows and columns of the map.</summary>
    public const int MapSide = 8;

    // The square's side in units of the face's frame: 1.4 times the square that the network was trained on, so that chin, ears and
    // hairline are in it. The mean of eyes and mouth lies a little above its middle.
    private const double Width = 3.4;
    private const double RelativeY = 0.46;

    /// <summary>The square in the photo that the network sees.</summary>
    public static TurnedSquare Square(FaceFrame frame)
    {
        var side = Width * frame.Unit;
        return new(frame.ToPhoto(new(0, 1.0 / 3 + (0.5 - RelativeY) * Width)), side, frame.Roll);
    }

    /// <summary>
    /// Whether the network sees a face in the mirror: so it sees all heads turned to the same side, and nearly the same picture whether or
    /// not a photo was mirrored.
    /// </summary>
    public static bool IsSeenMirrored(FaceMeshPoints mesh) => HeadPose.From(mesh).Yaw < 0;

    /// <summary>Cuts the square out as the network takes it.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="square">See <see cref="Square"/>.</param>
    /// <param name="mirrored">Whether left and right are swapped.</param>
    public static Tensor Sample(FacePatch patch, TurnedSquare square, bool mirrored)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var face = patch.Sample(square, InputSize, ChannelScaling.DlibMean);
        if (mirrored)
        {
            for (var row = 0; row < face.Data.Length; row += InputSize) face.Data.AsSpan(row, InputSize).Reverse();
        }

        return face;
    }

    /// <summary>The map of a face.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="frame">The face's own coordinates.</param>
    /// <param name="mirrored">Whether the face is looked at in the mirror.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <returns>[1, 128, 8, 8].</returns>
    public ValueTask<Tensor> MapAsync(FacePatch patch, FaceFrame frame, bool mirrored = false, CancellationToken cancellation = default) =>
        MapAsync(Sample(patch, Square(frame), mirrored), cancellation);

    /// <summary>The map of what <see cref="Sample"/> cut out.</summary>
    /// <param name="face">[1, 3, 150, 150].</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    public async ValueTask<Tensor> MapAsync(Tensor face, CancellationToken cancellation = default)
    {
        var outputs = await model.RunAsync([face], cancellation).ConfigureAwait(false);
        return outputs[0];
    }
}
