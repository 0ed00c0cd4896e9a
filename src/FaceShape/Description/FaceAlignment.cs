using FaceShape.Imaging;
using FaceShape.Landmarks;

namespace FaceShape.Description;

/// <summary>
/// The square around a face that dlib's descriptor network was trained on, as face-api.js cuts it: its size follows the
/// distance from eyes to mouth, its place the centre of the three. It is not turned.
/// </summary>
public static class FaceAlignment
{
    // The eye-to-mouth distance's share of the side, and the centre's place in the square.
    private const double RelativeScale = 0.45;
    private const double RelativeX = 0.5;
    private const double RelativeY = 0.43;

    /// <summary>Finds the square.</summary>
    /// <param name="landmarks">The face's landmarks, pixels.</param>
    /// <param name="box">The detector's box, pixels.</param>
    /// <param name="width">Width of the photo in pixels.</param>
    /// <param name="height">Height of the photo in pixels.</param>
    /// <returns>Whole-pixel box inside the photo; without area when the face lies outside.</returns>
    public static Box Square(FaceLandmarks68 landmarks, Box box, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        var left = Point.Mean(landmarks.LeftEye);
        var right = Point.Mean(landmarks.RightEye);
        var mouth = Point.Mean(landmarks.Mouth);
        var size = Math.Floor((mouth.DistanceTo(left) + mouth.DistanceTo(right)) / 2 / RelativeScale);
        var center = Point.Mean([left, right, mouth]);
        var x = Math.Floor(Math.Max(0, center.X - RelativeX * size));
        var y = Math.Floor(Math.Max(0, center.Y - RelativeY * size));

        // face-api.js bounds the square by the size of the detector's crop, not of the photo; parity asks for the same.
        var crop = box.ClipFloored(width, height);
        return new Box(x, y, Math.Min(size, crop.Width + x), Math.Min(size, crop.Height + y)).ClipFloored(width, height);
    }
}
