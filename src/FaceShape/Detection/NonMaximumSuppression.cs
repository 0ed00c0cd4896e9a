using FaceShape.Imaging;

namespace FaceShape.Detection;

/// <summary>Keeps, of boxes that overlap, only the one with the highest score (greedy).</summary>
public static class NonMaximumSuppression
{
    /// <summary>Filters detections.</summary>
    /// <param name="candidates">Detections in any order.</param>
    /// <param name="overlap">Intersection over union above which the weaker of two boxes is dropped, 0 to 1.</param>
    /// <param name="most">At most so many are kept.</param>
    /// <returns>What is kept, highest score first; equal scores keep their order.</returns>
    public static IReadOnlyList<DetectedFace> Apply(IEnumerable<DetectedFace> candidates, double overlap, int most)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var sorted = new List<DetectedFace>(candidates);
        var order = new int[sorted.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => sorted[a].Score == sorted[b].Score ? a - b : sorted[b].Score.CompareTo(sorted[a].Score));

        var kept = new List<DetectedFace>();
        foreach (var index in order)
        {
            if (kept.Count == most) break;
            var candidate = sorted[index];
            if (!kept.Exists(other => Box.IntersectionOverUnion(candidate.Box, other.Box) > overlap)) kept.Add(candidate);
        }

        return kept;
    }
}
