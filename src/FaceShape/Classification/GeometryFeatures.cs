using FaceShape.Geometry;
using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Classification;

/// <summary>
/// What the classifiers see of the landmarks: 68 points in a frame of their own (origin between the eyes, eyes level,
/// unit = distance from there to the mouth), then four proportions. The same numbers in training and in use.
/// </summary>
public static class GeometryFeatures
{
    private const int Proportions = 4;

    /// <summary>Number of features.</summary>
    public const int Count = 2 * FaceLandmarks68.Count + Proportions;

    /// <summary>Computes the features; they do not change when the photo is moved, scaled or turned in its plane.</summary>
    /// <param name="landmarks">Landmarks in pixels.</param>
    /// <returns><see cref="Count"/> numbers: x and y of each point in turn, then length to cheek width, jaw to cheek width,
    /// chin to jaw width, jaw angle in radians.</returns>
    public static float[] From(FaceLandmarks68 landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        var left = Point.Mean(landmarks.LeftEye);
        var right = Point.Mean(landmarks.RightEye);
        var origin = (left + right) * 0.5;
        var unit = origin.DistanceTo(Point.Mean(landmarks.Mouth));
        var roll = Math.Atan2(right.Y - left.Y, right.X - left.X);
        double cos = Math.Cos(roll) / unit, sin = Math.Sin(roll) / unit;

        var features = new float[Count];
        var at = 0;
        foreach (var point in landmarks.Points)
        {
            var (x, y) = point - origin;
            features[at++] = (float)(x * cos + y * sin);
            features[at++] = (float)(y * cos - x * sin);
        }

        var measured = FaceMeasurements.From(landmarks);
        features[at++] = (float)measured.LengthToWidth;
        features[at++] = (float)measured.JawToCheek;
        features[at++] = (float)measured.ChinToJaw;
        features[at] = (float)measured.JawAngle;
        return features;
    }
}
