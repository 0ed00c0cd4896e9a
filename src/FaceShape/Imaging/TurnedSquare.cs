namespace FaceShape.Imaging;

/// <summary>A square in a photo that may be turned and may reach outside of it.</summary>
/// <param name="Center">Its middle, pixels.</param>
/// <param name="Side">Length of its sides, pixels; positive.</param>
/// <param name="Roll">How far its upper side leans, radians, clockwise positive.</param>
public readonly record struct TurnedSquare(Point Center, double Side, double Roll)
{
    /// <summary>The point of the photo that lies at a place of the square.</summary>
    /// <param name="x">0 at its left side, 1 at its right.</param>
    /// <param name="y">0 at its upper side, 1 at its lower.</param>
    public Point At(double x, double y)
    {
        var (sin, cos) = Math.SinCos(Roll);
        double u = (x - 0.5) * Side, v = (y - 0.5) * Side;
        return new(Center.X + u * cos - v * sin, Center.Y + u * sin + v * cos);
    }
}
