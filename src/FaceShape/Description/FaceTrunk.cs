using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Description;

/// <summary>
/// What dlib's descriptor network sees of a face before it turns to who it is: its feature map after the second block of 128 channels.
/// Input <c>face</c> [1, 3, 150, 150], RGB, mean colour subtracted and divided by 255, a square with level eyes around a
/// face or its lower half; output <c>map</c> [1, 128, 8, 8]. The weights are those of <see cref="FaceRecognitionNet"/>.
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

    /// <summary>Distance of eyes and mouth, pixels of the photo, below which a face is small.</summary>
    public const double SmallBelow = 40;

    // Sides of the squares, and how far below the eyes their centers lie, in radii of the mesh: what decides is the lower half of the face,
    // seen about as large as the network learnt faces; the second square adds what lies around and above it.
    private static readonly (double Side, double Center) Lower = (2.8, 1.4);
    private static readonly (double Side, double Center) Whole = (3.77, 0.97);

    /// <summary>The square in the photo that the network sees at first: from the eyes to below the chin.</summary>
    public static TurnedSquare Square(FaceMeshPoints mesh) => SquareOf(mesh, Lower);

    /// <summary>The square of a second look: the whole face.</summary>
    public static TurnedSquare SecondSquare(FaceMeshPoints mesh) => SquareOf(mesh, Whole);

    /// <summary>
    /// Whether a face has so few pixels that one look is not enough: its eyes and mouth are less than <see cref="SmallBelow"/> apart, so that the
    /// first square has fewer than some 92 pixels a side.
    /// </summary>
    public static bool IsSmall(FaceFrame frame) => frame.Unit < SmallBelow;

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
    /// <param name="square">See <see cref="Square"/> and <see cref="SecondSquare"/>.</param>
    /// <param name="mirrored">Whether the face is looked at in the mirror.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <returns>[1, 128, 8, 8].</returns>
    public ValueTask<Tensor> MapAsync(FacePatch patch, TurnedSquare square, bool mirrored, CancellationToken cancellation = default) =>
        MapAsync(Sample(patch, square, mirrored), cancellation);

    /// <summary>The map of what <see cref="Sample"/> cut out.</summary>
    /// <param name="face">[1, 3, 150, 150].</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    public async ValueTask<Tensor> MapAsync(Tensor face, CancellationToken cancellation = default)
    {
        var outputs = await model.RunAsync([face], cancellation).ConfigureAwait(false);
        return outputs[0];
    }

    private static TurnedSquare SquareOf(FaceMeshPoints mesh, (double Side, double Center) square)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        var frame = FaceFrame.Of(mesh) with { Unit = mesh.Radius };
        return new(frame.ToPhoto(new(0, square.Center)), square.Side * frame.Unit, frame.Roll);
    }
}
