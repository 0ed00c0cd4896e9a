using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Detection;

/// <summary>
/// SSD face detector on MobileNetV1, the weights of face-api.js (MIT). Input <c>image</c> [1, 3, 512, 512], RGB, -1 to 1,
/// the photo at the top left of a black square; outputs <c>encodings</c> [1, 5118, 4] (y, x, height, width relative to the
/// anchors) and <c>scores</c> [1, 5118], 0 to 1. Some 3 billion multiply-adds.
/// Liu et al., "SSD: Single Shot MultiBox Detector", 2016; Howard et al., "MobileNets", 2017.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.SsdMobileNetV1"/>.</param>
public sealed class SsdMobileNetV1(ITensorModel model) : IFaceDetector
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 512;

    /// <summary>The score a face must exceed.</summary>
    public const double LeastScore = 0.5;

    /// <summary>Of two boxes that overlap more than this (intersection over union) the weaker is dropped.</summary>
    public const double MostOverlap = 0.5;

    /// <summary>At most so many faces are reported.</summary>
    public const int MostFaces = 100;

    // The box coder of the training: centres are stored ten times, logarithmic sizes five times as large.
    private const double CenterVariance = 10;
    private const double SizeVariance = 5;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var input = SquareSampler.Sample(
            photo, new(0, 0, photo.Width, photo.Height), SquarePlacement.TopLeft, InputSize, ChannelScaling.SignedUnit);
        var outputs = await model.RunAsync([input], cancellation).ConfigureAwait(false);
        return Decode(outputs[0].Data, outputs[1].Data, Math.Max(photo.Width, photo.Height));
    }

    /// <summary>Turns the network's numbers into boxes.</summary>
    /// <param name="encodings">Four numbers an anchor.</param>
    /// <param name="scores">One number an anchor, 0 to 1.</param>
    /// <param name="side">Side of the padded square in pixels of the photo.</param>
    internal static IReadOnlyList<DetectedFace> Decode(ReadOnlySpan<float> encodings, ReadOnlySpan<float> scores, int side)
    {
        var candidates = new List<DetectedFace>();
        for (var i = 0; i < PriorBoxes.Count; i++)
        {
            if (scores[i] > LeastScore) candidates.Add(new(Decode(PriorBoxes.All[i], encodings.Slice(4 * i, 4)), scores[i]));
        }

        var kept = NonMaximumSuppression.Apply(candidates, MostOverlap, MostFaces);
        var faces = new List<DetectedFace>(kept.Count);
        foreach (var (box, score) in kept)
        {
            // Suppression compares whole boxes; only then are they cut at the edge of the square.
            double left = Math.Max(0, box.X), top = Math.Max(0, box.Y);
            double right = Math.Min(1, box.Right), bottom = Math.Min(1, box.Bottom);
            faces.Add(new(new(left * side, top * side, (right - left) * side, (bottom - top) * side), score));
        }

        return faces;
    }

    private static Box Decode(PriorBox prior, ReadOnlySpan<float> encoding)
    {
        var centerY = encoding[0] / CenterVariance * prior.Height + prior.CenterY;
        var centerX = encoding[1] / CenterVariance * prior.Width + prior.CenterX;
        var height = Math.Exp(encoding[2] / SizeVariance) * prior.Height;
        var width = Math.Exp(encoding[3] / SizeVariance) * prior.Width;
        return new(centerX - width / 2, centerY - height / 2, width, height);
    }
}
