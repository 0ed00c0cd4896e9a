using FaceShape.Imaging;

namespace FaceShape.Landmarks;

/// <summary>
/// The points of MediaPipe's mesh that lie where the 68 landmarks do. Eyes, nose and mouth correspond closely; along the jaw both
/// schemes follow the outline, at points of their own.
/// </summary>
internal static class MeshLandmarks
{
    // In the order of the 68: jaw, brows, bridge, nostrils, eyes, outer lip, inner lip.
    private static ReadOnlySpan<short> Points =>
    [
        162, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 389,
        70, 63, 105, 66, 107, 336, 296, 334, 293, 300,
        168, 197, 5, 4, 75, 97, 2, 326, 305,
        33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
        61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,
    ];

    /// <summary>The 68 landmarks of a mesh, in pixels of its photo.</summary>
    public static FaceLandmarks68 From(FaceMeshPoints mesh)
    {
        var points = new Point[FaceLandmarks68.Count];
        for (var i = 0; i < points.Length; i++) points[i] = mesh.Points[Points[i]];
        return new(points);
    }
}
