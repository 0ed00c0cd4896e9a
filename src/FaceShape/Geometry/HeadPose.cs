using FaceShape.Landmarks;

namespace FaceShape.Geometry;

/// <summary>How a head is turned, radians; all 0 for one that looks straight into the camera.</summary>
/// <param name="Yaw">Turned to the side; positive to the picture's right.</param>
/// <param name="Pitch">Lifted or lowered; positive looks up.</param>
/// <param name="Roll">Leaning to the side, clockwise positive.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    // Chin and top of the forehead do not lie above each other in space: so the faces of 142 people who look straight seem to look.
    private const double LevelPitch = -0.038;

    // Outer corners of the eyes, edges of the face at the ears, temples: left of the picture first.
    private static readonly (int Left, int Right)[] Pairs = [(33, 263), (234, 454), (127, 356)];

    private const int ForeheadTop = 10;
    private const int ChinTip = 152;

    /// <summary>Reads the pose off a mesh's points in space.</summary>
    public static HeadPose From(FaceMeshPoints mesh)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        double x = 0, y = 0, z = 0;
        foreach (var (left, right) in Pairs)
        {
            var across = mesh.Points[right] - mesh.Points[left];
            x += across.X;
            y += across.Y;
            z += mesh.Depths[right] - mesh.Depths[left];
        }

        var down = mesh.Points[ChinTip] - mesh.Points[ForeheadTop];
        var depth = mesh.Depths[ChinTip] - mesh.Depths[ForeheadTop];
        return new(
            Math.Atan2(z, double.Hypot(x, y)),
            Math.Atan2(-depth, double.Hypot(down.X, down.Y)) - LevelPitch,
            Math.Atan2(y, x));
    }
}
