using FaceShape.Imaging;
using FaceShape.Inference;

namespace FaceShape.Detection;

/// <summary>
/// BlazeFace, the light face detector of Google's MediaPipe (Apache-2.0). Input <c>image</c> [1, 3, 256, 256], RGB, -1 to 1, the
/// photo in the middle of a black square; outputs <c>regressors</c> [1, 896, 16] (centre, size and six points, pixels of the input,
/// relative to the anchor) and <c>scores</c> [1, 896], 0 to 1. Some 60 million multiply-adds.
/// Bazarevsky et al., "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs", 2019.
/// </summary>
/// <param name="model">The network, <see cref="ModelNames.BlazeFace"/>.</param>
/// <param name="leastScore">The score a face must exceed.</param>
public sealed class BlazeFace(ITensorModel model, double leastScore = BlazeFace.LeastScore) : IFaceDetector
{
    /// <summary>Side of the square the network sees, pixels.</summary>
    public const int InputSize = 256;

    /// <summary>The score a face must exceed where nothing else is said.</summary>
    public const double LeastScore = 0.5;

    /// <summary>Boxes that overlap more than this (intersection over union) are one face.</summary>
    public const double MostOverlap = 0.3;

    /// <summary>At most so many faces are reported.</summary>
    public const int MostFaces = 100;

    internal const int Anchors = 896;

    private const int Numbers = 16;

    // Two maps of the square: cells of 16 pixels with 2 anchors each, then of 32 pixels with 6.
    private const int FineCells = 16;
    private const int FineAnchors = 2 * FineCells * FineCells;
    private const int CoarseCells = 8;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<DetectedFace>> DetectAsync(Raster photo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var input = SquareSampler.Sample(
            photo, new(0, 0, photo.Width, photo.Height), SquarePlacement.Centred, InputSize, ChannelScaling.SignedUnit);
        var outputs = await model.RunAsync([input], cancellation).ConfigureAwait(false);
        return Place(Decode(outputs[0].Data, outputs[1].Data, leastScore), photo);
    }

    /// <summary>Turns the network's numbers into faces.</summary>
    /// <param name="regressors">16 numbers an anchor.</param>
    /// <param name="scores">One number an anchor, 0 to 1.</param>
    /// <param name="leastScore">The score a face must exceed.</param>
    /// <returns>In pixels of the input, the surest first.</returns>
    internal static List<DetectedFace> Decode(ReadOnlySpan<float> regressors, ReadOnlySpan<float> scores, double leastScore = LeastScore)
    {
        var candidates = new List<Candidate>();
        for (var i = 0; i < Anchors; i++)
        {
            if (scores[i] > leastScore) candidates.Add(Candidate.From(regressors.Slice(Numbers * i, Numbers), Anchor(i), scores[i]));
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

    /// <summary>Centre of an anchor, pixels of the input.</summary>
    internal static Point Anchor(int index)
    {
        var (cells, cell) = index < FineAnchors ? (FineCells, index / 2) : (CoarseCells, (index - FineAnchors) / 6);
        var stride = InputSize / (double)cells;
        return new((cell % cells + 0.5) * stride, (cell / cells + 0.5) * stride);
    }

    private static List<DetectedFace> Place(List<DetectedFace> faces, Raster photo)
    {
        var side = Math.Max(photo.Width, photo.Height);
        var scale = (double)side / InputSize;
        var left = SquareSampler.PaddingBefore(side - photo.Width, SquarePlacement.Centred);
        var top = SquareSampler.PaddingBefore(side - photo.Height, SquarePlacement.Centred);
        for (var i = 0; i < faces.Count; i++)
        {
            var box = faces[i].Box;
            faces[i] = faces[i] with { Box = new(box.X * scale - left, box.Y * scale - top, box.Width * scale, box.Height * scale) };
        }

        return faces;
    }

    /// <summary>What one anchor says.</summary>
    private sealed record Candidate(double Score, Box Box, Point FirstEye, Point SecondEye)
    {
        public static Candidate From(ReadOnlySpan<float> numbers, Point anchor, double score)
        {
            double width = Math.Max(0, numbers[2]), height = Math.Max(0, numbers[3]);
            var center = anchor + new Point(numbers[0], numbers[1]);
            return new(
                score, new(center.X - width / 2, center.Y - height / 2, width, height),
                anchor + new Point(numbers[4], numbers[5]), anchor + new Point(numbers[6], numbers[7]));
        }

        /// <summary>The mean of what several anchors say of one face, by their scores: steadier than the best alone.</summary>
        public static DetectedFace Blend(List<Candidate> same)
        {
            double weight = 0, x = 0, y = 0, width = 0, height = 0;
            Point first = default, second = default;
            foreach (var one in same)
            {
                weight += one.Score;
                x += one.Score * one.Box.X;
                y += one.Score * one.Box.Y;
                width += one.Score * one.Box.Width;
                height += one.Score * one.Box.Height;
                first += one.FirstEye * one.Score;
                second += one.SecondEye * one.Score;
            }

            var eyes = second - first;
            return new(new(x / weight, y / weight, width / weight, height / weight), same[0].Score) { Roll = Math.Atan2(eyes.Y, eyes.X) };
        }
    }
}
