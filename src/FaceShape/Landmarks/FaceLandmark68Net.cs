using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Landmarks;

/// <summary>
/// 68 landmarks inside a face box, the weights of face-api.js (MIT). Input <c>face</c> [1, 3, 112, 112], RGB, mean colour
/// subtracted and divided by 255, the box in the middle of a black square; output <c>points</c> [1, 136]: x and y in turn,
/// relative to that square. Four dense blocks of separable convolutions.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.FaceLandmark68Net"/>.</param>
public sealed class FaceLandmark68Net(ITensorModel model)
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 112;

    /// <summary>Finds the landmarks of the face in a box.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="box">The detector's box, pixels.</param>
    /// <param name="cancellation">Checked before the network runs.</param>
    /// <returns>Points in pixels of the photo, or null when the box has no pixel inside the photo.</returns>
    public async ValueTask<FaceLandmarks68?> LocateAsync(Raster photo, Box box, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var crop = box.ClipFloored(photo.Width, photo.Height);
        if (crop.Width < 1 || crop.Height < 1) return null;
        var input = SquareSampler.Sample(photo, crop, SquarePlacement.Centred, InputSize, ChannelScaling.DlibMean);
        var outputs = await model.RunAsync([input], cancellation).ConfigureAwait(false);
        return Place(outputs[0].Data, box, crop);
    }

    private static FaceLandmarks68 Place(ReadOnlySpan<float> relative, Box box, Box crop)
    {
        var side = Math.Max(crop.Width, crop.Height);
        var points = new Point[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++)
        {
            // Half the padding, unrounded, and the box's own unrounded corner: both as face-api.js has it.
            points[i] = new(
                relative[2 * i] * side - (side - crop.Width) / 2 + box.X,
                relative[2 * i + 1] * side - (side - crop.Height) / 2 + box.Y);
        }

        return new(points);
    }
}
