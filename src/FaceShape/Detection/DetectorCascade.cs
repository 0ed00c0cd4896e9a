using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Detection;

/// <summary>
/// The light detector first, with a glance; where that cannot be trusted, with a look; the heavy one where that cannot be trusted
/// either: it found nothing, is not sure, found a face too small for its eyes, or saw hints of another of similar size; or the glance
/// had found several. The heavy network is opened when it is first needed, and kept.
/// </summary>
/// <param name="glance">Asked about every photo; reports faces down to <see cref="HintScore"/>, as <paramref name="light"/> does.</param>
/// <param name="light">Asked where the glance does not do.</param>
/// <param name="openHeavy">Opens the detector that is asked about the others.</param>
public sealed class DetectorCascade(
    IFaceDetector glance, IFaceDetector light, Func<CancellationToken, ValueTask<IFaceDetector>> openHeavy) : IFaceDetector
{
    /// <summary>The score a face must exceed.</summary>
    public const double LeastScore = 0.5;

    /// <summary>A face with at least this score needs no second opinion.</summary>
    public const double SureScore = 0.8;

    /// <summary>Another face with more than this score is a hint that there may be several.</summary>
    public const double HintScore = 0.2;

    /// <summary>A hint counts when its side is at least this share of the face's.</summary>
    public const double HintSize = 0.5;

    /// <summary>
    /// A face whose box is at least this share of the photo's longer side is large enough for the light detector, which sees 256 pixels.
    /// </summary>
    public const double LeastShare = 0.15;

    /// <summary>The same for a glance, which sees 128.</summary>
    public const double LeastGlanceShare = 2 * LeastShare;

    private IFaceDetector? heavy;

    /// <summary>The cascade of the light walk: BlazeFace, then SSD MobileNetV1.</summary>
    /// <param name="source">Where networks come from; asked for the heavy one when a photo first needs it.</param>
    /// <param name="cancellation">Stops the loading of the light one.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async ValueTask<DetectorCascade> OpenAsync(IModelSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var light = await source.OpenAsync(ModelNames.BlazeFace, cancellation).ConfigureAwait(false);
        return new(new BlazeFace(light, HintScore, BlazeFace.GlanceSize), new BlazeFace(light, HintScore), OpenHeavyAsync);

        async ValueTask<IFaceDetector> OpenHeavyAsync(CancellationToken stop) =>
            new SsdMobileNetV1(await source.OpenAsync(ModelNames.SsdMobileNetV1, stop).ConfigureAwait(false));
    }

    /// <summary>Whether the heavy detector has been needed so far.</summary>
    public bool IsHeavyOpen => heavy is not null;

    /// <inheritdoc/>
    /// <exception cref="ModelException">The heavy detector is needed, and its network is missing or damaged.</exception>
    public async ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var glanced = await glance.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (IsSure(glanced, photo, LeastGlanceShare)) return [glanced[0]];
        var seen = await light.DetectAsync(photo, cancellation).ConfigureAwait(false);
        if (IsSure(seen, photo, LeastShare) && Found(glanced).Count < 2) return [seen[0]];
        heavy ??= await openHeavy(cancellation).ConfigureAwait(false);
        var second = await heavy.DetectAsync(photo, cancellation).ConfigureAwait(false);
        return second.Count > 0 ? second : [.. Found(seen)];
    }

    // The surest comes first.
    private static bool IsSure(IReadOnlyList<DetectedFace> seen, Raster photo, double leastShare)
    {
        if (seen.Count == 0 || seen[0].Score < SureScore) return false;
        var side = Side(seen[0]);
        if (side < leastShare * Math.Max(photo.Width, photo.Height)) return false;
        for (var i = 1; i < seen.Count; i++)
        {
            if (seen[i].Score > LeastScore || (seen[i].Score > HintScore && Side(seen[i]) >= HintSize * side)) return false;
        }

        return true;
    }

    private static double Side(DetectedFace face) => Math.Max(face.Box.Width, face.Box.Height);

    private static List<DetectedFace> Found(IReadOnlyList<DetectedFace> seen)
    {
        var found = new List<DetectedFace>();
        foreach (var face in seen)
        {
            if (face.Score > LeastScore) found.Add(face);
        }

        return found;
    }
}
