using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Geometry;

/// <summary>
/// Proportions of a face, taken from its 68 landmarks. They are rough: against hand-drawn outlines the jaw is off by
/// some 3.4 % of the face's width and the chin by 7 %.
/// </summary>
/// <param name="FaceLength">From between the brows to the chin, pixels.</param>
/// <param name="CheekWidth">Widest distance across the outline below the ears, pixels.</param>
/// <param name="JawWidth">Between the corners of the jaw (points 4 and 12), pixels.</param>
/// <param name="ChinWidth">Across the chin (points 6 and 10), pixels.</param>
/// <param name="JawAngle">Mean angle at the corners of the jaw, radians; smaller is more angular.</param>
/// <param name="Roll">How far the line through the eyes leans, radians, clockwise positive.</param>
/// <param name="Yaw">How far the nose lies off the middle of the outline, -1 to 1; 0 looks straight ahead, positive to the picture's right.</param>
public sealed record FaceMeasurements(
    double FaceLength,
    double CheekWidth,
    double JawWidth,
    double ChinWidth,
    double JawAngle,
    double Roll,
    double Yaw)
{
    /// <summary>Length divided by cheek width.</summary>
    public double LengthToWidth => FaceLength / CheekWidth;

    /// <summary>Jaw width divided by cheek width.</summary>
    public double JawToCheek => JawWidth / CheekWidth;

    /// <summary>Chin width divided by jaw width.</summary>
    public double ChinToJaw => ChinWidth / JawWidth;

    /// <summary>Measures a face.</summary>
    public static FaceMeasurements From(FaceLandmarks68 landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        var jaw = landmarks.Jaw;
        var leftEye = Point.Mean(landmarks.LeftEye);
        var rightEye = Point.Mean(landmarks.RightEye);
        var brows = (landmarks.LeftBrow[4] + landmarks.RightBrow[0]) * 0.5;
        var noseTip = landmarks.Nose[3];

        double cheek = 0;
        for (var i = 0; i <= 4; i++) cheek = Math.Max(cheek, jaw[i].DistanceTo(jaw[16 - i]));

        // Position of the nose tip between the two edges of the outline at its height, along the line through the eyes.
        var across = rightEye - leftEye;
        var span = double.Hypot(across.X, across.Y);
        double Along(Point p) => span > 0 ? ((p.X - leftEye.X) * across.X + (p.Y - leftEye.Y) * across.Y) / span : 0;
        double left = Along(jaw[2]), right = Along(jaw[14]);
        var yaw = right > left ? Math.Clamp(2 * (Along(noseTip) - left) / (right - left) - 1, -1, 1) : 0;

        return new(
            FaceLength: brows.DistanceTo(jaw[8]),
            CheekWidth: cheek,
            JawWidth: jaw[4].DistanceTo(jaw[12]),
            ChinWidth: jaw[6].DistanceTo(jaw[10]),
            JawAngle: (Angle(jaw[2], jaw[4], jaw[7]) + Angle(jaw[14], jaw[12], jaw[9])) / 2,
            Roll: Math.Atan2(across.Y, across.X),
            Yaw: yaw);
    }

    private static double Angle(Point a, Point corner, Point b)
    {
        var u = a - corner;
        var v = b - corner;
        return Math.Abs(Math.Atan2(u.X * v.Y - u.Y * v.X, u.X * v.X + u.Y * v.Y));
    }
}
