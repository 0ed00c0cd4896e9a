using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Detection;

/// <summary>
/// BlazeFace, the light face detector of Google's MediaPipe (Apache-2.0). Input <c>image</c> [1, 3, size, size], RGB, -1 to 1, the
/// photo in the middle of a black square; outputs <c>regressors</c> [1, anchors, 16] (centre, size and six points, pixels of the input,
/// relative to the anchor) and <c>scores</c> [1, anchors], 0 to 1. It was trained with 256 pixels (896 anchors, some 60 million
/// multiply-adds); with 128 it sees large faces as well, four times as fast.
/// Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", 2019.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.BlazeFace"/>.</param>
/// <param name="leastScore">The score a face must exceed.</param>
/// <param name="size">Side of the square the network sees, pixels: a multiple of 32.</param>
public sealed class BlazeFace(ITensorModel model, double leastScore = BlazeFace.LeastScore, int size = BlazeFace.TrainedSize) : IFaceDetector
{
    /// <summary>Side of the square the network was trained on, pixels.</summary>
    public const int TrainedSize = 256;

    /// <summary>Side of a square in which large faces are still seen well, pixels.</summary>
    public const int GlanceSize = TrainedSize / 2;

    /// <summary>The score a face must exceed where nothing else is said.</summary>
    public const double LeastScore = 0.5;

    /// <summary>Boxes that overlap more than this (intersection over union) are one face.</summary>
    public const double MostOverlap = 0.3;

    /// <summary>At most so many faces are reported.</summary>
    public const int MostFaces = 100;

    private const int Numbers = 16;

    // Two maps of the square: cells of 16 pixels with 2 anchors each, then of 32 pixels with 6.
    private const int FineStride = 16;
    private const int FineAnchors = 2;
    private const int CoarseStride = 32;
    private const int CoarseAnchors = 6;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var mirrored = MirrorImage.IsSeen(photo);
        var input = SquareSampler.Sample(
            photo, new(0, 0, photo.Width, photo.Height), SquarePlacement.Centred, size, ChannelScaling.SignedUnit, mirrored);
        var outputs = await model.RunAsync([input], cancellation).ConfigureAwait(false);
        return Place(Decode(outputs[0].Data, outputs[1].Data, leastScore, size), photo, size, mirrored);
    }

    /// <summary>Turns the network's numbers into faces.</summary>
    /// <param name="regressors">16 numbers an anchor.</param>
    /// <param name="scores">One number an anchor, 0 to 1.</param>
    /// <param name="leastScore">The score a face must exceed.</param>
    /// <param name="size">Side of the input, pixels.</param>
    /// <returns>In pixels of the input, the surest first.</returns>
    internal static List<DetectedFace> Decode(
        ReadOnlySpan<float> regressors, ReadOnlySpan<float> scores, double leastScore = LeastScore, int size = TrainedSize)
    {
        var candidates = new List<Candidate>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > leastScore) candidates.Add(Candidate.From(regressors.Slice(Numbers * i, Numbers), Anchor(i, size), scores[i]));
        }

        candidates.Sort((a, b) => b.Score.CompareTo(a.Score));
        var faces = new List<DetectedFace>();
        while (candidates.Count > 0 && faces.Count < MostFaces)
        {
            var best = candidates[0].Box;
            var same = candidates.FindAll(other => Box.IntersectionOverUnion(best, other.Box) > MostOverlap);
            if (same.Count == 0) same.Add(candidates[0]);
            candidates.RemoveAll(same.Contains);
            faces.Add(Candidate.Blend(same));
        }

        return faces;
    }

    /// <summary>How many anchors an input has.</summary>
    /// <param name="size">Its side, pixels.</param>
    internal static int Anchors(int size = TrainedSize) => Fine(size) + CoarseAnchors * (size / CoarseStride) * (size / CoarseStride);

    /// <summary>Centre of an anchor, pixels of the input.</summary>
    /// <param name="index">The fine map's come first.</param>
    /// <param name="size">Side of the input, pixels.</param>
    internal static Point Anchor(int index, int size = TrainedSize)
    {
        var fine = Fine(size);
        var (stride, cell) = index < fine ? (FineStride, index / FineAnchors) : (CoarseStride, (index - fine) / CoarseAnchors);
        var cells = size / stride;
        return new((cell % cells + 0.5) * stride, (cell / cells + 0.5) * stride);
    }

    private static int Fine(int size) => FineAnchors * (size / FineStride) * (size / FineStride);

    private static List<DetectedFace> Place(List<DetectedFace> faces, Raster photo, int size, bool mirrored)
    {
        var side = Math.Max(photo.Width, photo.Height);
        var scale = (double)side / size;
        var left = SquareSampler.PaddingBefore(side - photo.Width, SquarePlacement.Centred);
        var top = SquareSampler.PaddingBefore(side - photo.Height, SquarePlacement.Centred);
        for (var i = 0; i < faces.Count; i++)
        {
            var box = faces[i].Box;
            var placed = faces[i] with { Box = new(box.X * scale - left, box.Y * scale - top, box.Width * scale, box.Height * scale) };
            faces[i] = mirrored ? placed.InMirror(photo.Width) : placed;
        }

        return faces;
    }

    /// <summary>What one anchor says.</summary>
    private sealed record Candidate(double Score, Box Box, Point FirstEye, Point SecondEye, Point Nose)
    {
        public static Candidate From(ReadOnlySpan<float> numbers, Point anchor, double score)
        {
            double width = Math.Max(0, numbers[2]), height = Math.Max(0, numbers[3]);
            var center = anchor + new Point(numbers[0], numbers[1]);
            return new(
                score, new(center.X - width / 2, center.Y - height / 2, width, height),
                anchor + new Point(numbers[4], numbers[5]), anchor + new Point(numbers[6], numbers[7]), anchor + new Point(numbers[8], numbers[9]));
        }

        /// <summary>The mean of what several anchors say of one face, by their scores: steadier than the best alone.</summary>
        public static DetectedFace Blend(List<Candidate> same)
        {
            double weight = 0, x = 0, y = 0, width = 0, height = 0;
            Point first = default, second = default, nose = default;
            foreach (var one in same)
            {
                weight += one.Score;
                x += one.Score * one.Box.X;
                y += one.Score * one.Box.Y;
                width += one.Score * one.Box.Width;
                height += one.Score * one.Box.Height;
                first += one.FirstEye * one.Score;
                second += one.SecondEye * one.Score;
                nose += one.Nose * one.Score;
            }

            var eyes = second - first;
            var fromMiddle = nose - (first + second) * 0.5;
            return new(new(x / weight, y / weight, width / weight, height / weight), same[0].Score)
            {
                Roll = Math.Atan2(eyes.Y, eyes.X),
                NoseSide = Math.Sign(fromMiddle.X * eyes.X + fromMiddle.Y * eyes.Y),
            };
        }
    }
}
