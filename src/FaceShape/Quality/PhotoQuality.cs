using FaceShape.Geometry;
using FaceShape.Imaging;

namespace FaceShape.Quality;

/// <summary>Judges whether a photo serves: what the person can do better next time. The bounds were set on photos that
/// were taken, moved, blurred or darkened on purpose; docs/quality.md has the figures.</summary>
public static class PhotoQuality
{
    /// <summary>Widest nose offset that counts as looking ahead, see <see cref="FaceMeasurements.Yaw"/>.</summary>
    public const double MostYaw = 0.25;

    /// <summary>Most lean of the eye line that counts as upright, radians (15 degrees).</summary>
    public const double MostRoll = 15 * Math.PI / 180;

    /// <summary>Narrowest face that can be judged, pixels.</summary>
    public const double LeastFaceWidth = 80;

    /// <summary>Mean luminance of the face below which it is dark, 0 to 255.</summary>
    public const double LeastLuminance = 50;

    /// <summary>Mean luminance of the face above which it is overexposed, 0 to 255.</summary>
    public const double MostLuminance = 225;

    /// <summary>Sharpness below which a face is blurred, see <see cref="FaceTone.Sharpness"/>.</summary>
    public const double LeastSharpness = 0.075;

    /// <summary>
    /// Share of the photo's shorter side above which a face is so large that the camera may have been nearer than an arm's length.
    /// </summary>
    public const double MostOfPhoto = 0.55;

    /// <summary>Most turn to a side that counts as looking ahead where it is measured in space, radians (18 degrees).</summary>
    public const double MostTurn = 18 * Math.PI / 180;

    /// <summary>Most lift or drop of the chin that counts as looking ahead, radians (22 degrees).</summary>
    public const double MostLift = 22 * Math.PI / 180;

    /// <summary>Judges a face by its 68 landmarks.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="face">The detector's box, pixels.</param>
    /// <param name="measurements">Measurements of the face.</param>
    /// <returns>What is wrong, in the order of <see cref="PhotoWarning"/>; empty for a good photo.</returns>
    public static IReadOnlyList<PhotoWarning> Assess(Raster photo, Box face, FaceMeasurements measurements)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(measurements);
        var turned = Math.Abs(measurements.Yaw) > MostYaw;
        return Assess(photo, face, turned, measurements.Roll, FaceTone.Of(photo, face));
    }

    /// <summary>Judges a face by its outline and pose.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="face">The face.</param>
    /// <returns>What is wrong, in the order of <see cref="PhotoWarning"/>; empty for a good photo.</returns>
    public static IReadOnlyList<PhotoWarning> Assess(Raster photo, FacePatch patch, MeasuredFace face)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(face);
        var turned = Math.Abs(face.Pose.Yaw) > MostTurn || Math.Abs(face.Pose.Pitch) > MostLift;
        var bounds = Box.Around(face.Outline.Points);
        return Assess(photo, bounds, turned, face.Pose.Roll, FaceTone.Of(patch, bounds));
    }

    private static List<PhotoWarning> Assess(Raster photo, Box face, bool turned, double roll, FaceTone tone)
    {
        var warnings = new List<PhotoWarning>();
        Warn(PhotoWarning.Turned, turned);
        Warn(PhotoWarning.Tilted, Math.Abs(roll) > MostRoll);
        Warn(PhotoWarning.Small, face.Width < LeastFaceWidth);
        Warn(PhotoWarning.CutOff, face.X < 1 || face.Y < 1 || face.Right > photo.Width - 1 || face.Bottom > photo.Height - 1);
        Warn(PhotoWarning.Blurred, tone.Sharpness < LeastSharpness);
        Warn(PhotoWarning.Dark, tone.Luminance < LeastLuminance);
        Warn(PhotoWarning.Bright, tone.Luminance > MostLuminance);
        Warn(PhotoWarning.TooNear, face.Width > MostOfPhoto * Math.Min(photo.Width, photo.Height));
        return warnings;

        void Warn(PhotoWarning warning, bool applies)
        {
            if (applies) warnings.Add(warning);
        }
    }
}
