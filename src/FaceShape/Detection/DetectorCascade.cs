using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Detection;

/// <summary>
/// The light detector first; the heavy one only where the light one cannot be trusted: it found nothing, is not sure, found a face
/// too small for its eyes, or found several. The heavy network is opened when it is first needed, and then kept.
/// </summary>
/// <param name="light">Asked about every photo.</param>
/// <param name="openHeavy">Opens the detector that is asked about the others.</param>
public sealed class DetectorCascade(IFaceDetector light, Func<CancellationToken, ValueTask<IFaceDetector>> openHeavy) : IFaceDetector
{
    /// <summary>A single face with at least this score needs no second opinion.</summary>
    public const double SureScore = 0.8;

    /// <summary>
    /// A face whose box is at least this share of the photo's longer side is large enough for the light detector, which sees 256 pixels.
    /// </summary>
    public const double LeastShare = 0.15;

    private IFaceDetector? heavy;

    /// <summary>Whether the heavy detector has been needed so far.</summary>
    public bool IsHeavyOpen => heavy is not null;

    /// <inheritdoc/>
    /// <exception cref="ModelException">The heavy detector is needed, and its network is missing or damaged.</exception>
    public async ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var found = await light.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (IsSure(found, photo)) return found;
        heavy ??= await openHeavy(cancellation).ConfigureAwait(false);
        var second = await heavy.DetectAsync(photo, cancellation).ConfigureAwait(false);
        return second.Count > 0 ? second : found;
    }

    private static bool IsSure(IReadOnlyList<DetectedFace> found, Raster photo) =>
        found.Count == 1 && found[0].Score >= SureScore
        && Math.Max(found[0].Box.Width, found[0].Box.Height) >= LeastShare * Math.Max(photo.Width, photo.Height);
}
