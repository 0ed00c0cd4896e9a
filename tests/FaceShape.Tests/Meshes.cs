using FaceShape.Imaging;
using FaceShape.Inference;
using FaceShape.Landmarks;

namespace FaceShape.Tests;

/// <summary>Meshes of a drawn, symmetric head in space: no person's.</summary>
internal static class Meshes
{
    /// <summary>A mesh whose middle of the eyes is at a point, the mouth one unit below, turned by radians.</summary>
    public static FaceMeshPoints Drawn(Point eyes, double unit, double roll, double yaw = 0, double pitch = 0)
    {
        var points = new Point[FaceMeshPoints.Count];
        var depths = new double[FaceMeshPoints.Count];
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y, z) = Head(i);
            (x, z) = (x * Math.Cos(yaw) - z * Math.Sin(yaw), x * Math.Sin(yaw) + z * Math.Cos(yaw));
            (y, z) = (y * Math.Cos(pitch) + z * Math.Sin(pitch), z * Math.Cos(pitch) - y * Math.Sin(pitch));
            var (sin, cos) = Math.SinCos(roll);
            points[i] = new(eyes.X + unit * (x * cos - y * sin), eyes.Y + unit * (x * sin + y * cos));
            depths[i] = unit * z;
        }

        return new(points, depths, 1);
    }

    /// <summary>What the mesh network gives for a head that looks straight ahead: points in its square, and how sure it is of a face.</summary>
    public static Tensor[] Answer(float presence)
    {
        var mesh = Drawn(new(96, 80), 40, 0);
        var numbers = new Tensor(1, 3 * FaceMeshPoints.Count);
        for (var i = 0; i < FaceMeshPoints.Count; i++)
        {
            (numbers.Data[3 * i], numbers.Data[3 * i + 1]) = ((float)mesh.Points[i].X, (float)mesh.Points[i].Y);
            numbers.Data[3 * i + 2] = (float)mesh.Depths[i];
        }

        return [numbers, new([1, 1], [presence])];
    }

    /// <summary>A place for each point: those that mean something where they belong, the others scattered, left and right alike.</summary>
    private static (double X, double Y, double Z) Head(int point)
    {
        var opposite = FaceMeshPoints.Opposite(point);
        var (first, sign) = point <= opposite ? (point, -1) : (opposite, 1);
        var (x, y, z) = first switch
        {
            33 => (0.75, 0.0, 0.1),
            133 => (0.25, 0.0, 0.0),
            61 => (0.4, 1.0, -0.1),
            234 => (1.1, 0.3, 0.8),
            127 => (1.05, 0.0, 0.8),
            10 => (0, -0.9, 0.0),
            152 => (0, 1.7, 0.0),
            _ => (point == opposite ? 0 : 0.05 + first % 19 / 20.0, -0.8 + first % 23 / 10.0, first % 7 / 10.0 - 0.3),
        };
        return (sign * x, y, z);
    }
}
