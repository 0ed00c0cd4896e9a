using FaceShape.Geometry;
using FaceShape.Landmarks;

namespace FaceShape.Classification;

/// <summary>
/// What the light classifiers see of mesh and outline, turned to look straight into the camera, and only what both halves of the face
/// share, as what tells them apart is mostly noise. So the features of a mirrored photo are the same. Of each pair of opposite points
/// half the distance across and the mean height (and depth, for the mesh); of a point of the middle line height and depth. Then the ten
/// numbers of <see cref="OutlineMeasurements"/>. The same numbers in training and in use.
/// </summary>
public static class MeshFeatures
{
    private const int OutlineMiddles = 2;
    private const int OutlinePairs = (FaceOutlinePoints.Count - OutlineMiddles) / 2;

    /// <summary>Number of features.</summary>
    public static int Count { get; } = 3 * Pairs + 2 * Middles + 2 * OutlinePairs + OutlineMiddles + OutlineMeasurements.Count;

    /// <summary>Features of the mesh; those after it are of the outline.</summary>
    internal static int MeshCount { get; } = 3 * Pairs + 2 * Middles;

    private static int Middles
    {
        get
        {
            var middles = 0;
            for (var i = 0; i < FaceMeshPoints.Count; i++)
            {
                if (FaceMeshPoints.Opposite(i) == i) middles++;
            }

            return middles;
        }
    }

    private static int Pairs => (FaceMeshPoints.Count - Middles) / 2;

    /// <summary>Computes the features; they do not change when the photo is moved, scaled, turned in its plane or mirrored.</summary>
    /// <param name="mesh">The mesh.</param>
    /// <param name="outlined">The outline that was found from it.</param>
    /// <returns><see cref="Count"/> numbers; 0 for what could not be measured.</returns>
    public static float[] From(FaceMeshPoints mesh, OutlinedFace outlined)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        ArgumentNullException.ThrowIfNull(outlined);
        var features = new List<float>(Count);
        var space = new FaceSpace(mesh);
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            var opposite = FaceMeshPoints.Opposite(i);
            if (opposite < i) continue;
            var (a, b) = (space.Locate(mesh, i), space.Locate(mesh, opposite));
            if (i != opposite) features.Add((float)((a.X - b.X) / 2));
            features.Add((float)((a.Y + b.Y) / 2));
            features.Add((float)((a.Z + b.Z) / 2));
        }

        for (var i = 0; i < FaceOutlinePoints.Count; i++)
        {
            var opposite = FaceOutlinePoints.Opposite(i);
            if (opposite < i) continue;
            var (a, b) = (outlined.Outline.Points[i], outlined.Outline.Points[opposite]);
            if (i != opposite) features.Add((float)((a.X - b.X) / 2));
            features.Add((float)((a.Y + b.Y) / 2));
        }

        foreach (var number in OutlineMeasurements.Measure(outlined.Outline)) features.Add(double.IsFinite(number) ? (float)number : 0);
        return [.. features];
    }
}
