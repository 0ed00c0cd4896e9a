namespace FaceShape.Landmarks;

/// <summary>
/// Coordinates of a face in space, as if it looked straight into the camera: the origin between the eyes, x along the line through eyes,
/// temples and ears, y down the forehead to the nose, z away from the camera; the distance from the eyes to the mouth is the unit.
/// Forehead and nose say which way is down because they do not move when somebody speaks or smiles.
/// </summary>
internal sealed class FaceSpace
{
    private const int ForeheadTop = 10;
    private const int UnderNose = 2;

    // Outer corners of the eyes, edges of the face at the ears, temples: left of the picture first.
    private static readonly (int Left, int Right)[] Pairs = [(33, 263), (234, 454), (127, 356)];

    private readonly Vector origin;
    private readonly Vector across;
    private readonly Vector down;
    private readonly Vector away;
    private readonly double unit;

    /// <summary>The space of a mesh.</summary>
    public FaceSpace(FaceMeshPoints mesh)
    {
        origin = (At(mesh, 33) + At(mesh, 133) + At(mesh, 263) + At(mesh, 362)) * 0.25;
        var sum = default(Vector);
        foreach (var (left, right) in Pairs) sum += At(mesh, right) - At(mesh, left);
        across = sum.Normalize();
        var nose = At(mesh, UnderNose) - At(mesh, ForeheadTop);
        down = (nose - across * Vector.Dot(across, nose)).Normalize();
        away = Vector.Cross(across, down);
        var mouth = (At(mesh, 61) + At(mesh, 291)) * 0.5 - origin;
        unit = Math.Max(Math.Sqrt(Vector.Dot(mouth, mouth)), double.Epsilon);
    }

    /// <summary>Where a point of the mesh lies.</summary>
    public (double X, double Y, double Z) Locate(FaceMeshPoints mesh, int point)
    {
        var from = At(mesh, point) - origin;
        return (Vector.Dot(from, across) / unit, Vector.Dot(from, down) / unit, Vector.Dot(from, away) / unit);
    }

    private static Vector At(FaceMeshPoints mesh, int point) => new(mesh.Points[point].X, mesh.Points[point].Y, mesh.Depths[point]);

    private readonly record struct Vector(double X, double Y, double Z)
    {
        public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

        public static Vector operator *(Vector a, double by) => new(a.X * by, a.Y * by, a.Z * by);

        public static double Dot(Vector a, Vector b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

        public static Vector Cross(Vector a, Vector b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

        public Vector Normalize() => this * (1 / Math.Max(Math.Sqrt(Dot(this, this)), double.Epsilon));
    }
}
