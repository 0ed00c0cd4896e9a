using FaceShape.Geometry;
using FaceShape.Imaging;

namespace FaceShape.Quality;

/// <summary>
/// Judges a frame of the camera before it becomes a photo. Whoever stands before a camera can do better than what a photo that was found
/// is forgiven, so the bounds lie inside those of <see cref="PhotoQuality"/>: what is good here is not criticized there.
/// </summary>
public static class FrameQuality
{
    /// <summary>Share of <see cref="PhotoQuality"/>'s bounds of turn, lift and lean up to which a head is straight.</summary>
    public const double Straight = 2.0 / 3;

    /// <summary>Narrowest face, as a share of the frame's shorter side: at arm's length it is 0.27.</summary>
    public const double LeastOfFrame = 0.25;

    /// <summary>Widest face, as a share of the frame's shorter side.</summary>
    public const double MostOfFrame = 0.5;

    /// <summary>Farthest that the middle of a face may lie from that of the frame, as a share of the frame's shorter side.</summary>
    public const double MostOffMiddle = 0.15;

    /// <summary>Judges a face.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="patch">The frame around the face.</param>
    /// <param name="face">The face.</param>
    /// <returns>What could be better, in the order of <see cref="FrameFault"/>; empty for a frame that makes a good photo.</returns>
    public static IReadOnlyList<FrameFault> Assess(Raster frame, FacePatch patch, MeasuredFace face)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(patch);
        ArgumentNullException.ThrowIfNull(face);
        var faults = new List<FrameFault>();
        var bounds = Box.Around(face.Outline.Points);
        AddPlace(faults, frame, bounds);
        AddPose(faults, face.Pose);
        AddTone(faults, FaceTone.Of(patch, bounds));
        return faults;
    }

    private static void AddPlace(List<FrameFault> faults, Raster frame, Box face)
    {
        double shorter = Math.Min(frame.Width, frame.Height);
        var right = (face.X + face.Width / 2 - frame.Width / 2.0) / shorter;
        var low = (face.Y + face.Height / 2 - frame.Height / 2.0) / shorter;
        Add(faults, FrameFault.TooFar, face.Width < LeastOfFrame * shorter || face.Width < PhotoQuality.LeastFaceWidth);
        Add(faults, FrameFault.TooNear, face.Width > MostOfFrame * shorter);
        Add(faults, FrameFault.Left, right < -MostOffMiddle);
        Add(faults, FrameFault.Right, right > MostOffMiddle);
        Add(faults, FrameFault.High, low < -MostOffMiddle);
        Add(faults, FrameFault.Low, low > MostOffMiddle);
        Add(faults, FrameFault.CutOff, face.X < 1 || face.Y < 1 || face.Right > frame.Width - 1 || face.Bottom > frame.Height - 1);
    }

    private static void AddPose(List<FrameFault> faults, HeadPose pose)
    {
        Add(faults, FrameFault.TurnedLeft, pose.Yaw < -Straight * PhotoQuality.MostTurn);
        Add(faults, FrameFault.TurnedRight, pose.Yaw > Straight * PhotoQuality.MostTurn);
        Add(faults, FrameFault.LookingUp, pose.Pitch > Straight * PhotoQuality.MostLift);
        Add(faults, FrameFault.LookingDown, pose.Pitch < -Straight * PhotoQuality.MostLift);
        Add(faults, FrameFault.Leaning, Math.Abs(pose.Roll) > Straight * PhotoQuality.MostRoll);
    }

    private static void AddTone(List<FrameFault> faults, FaceTone tone)
    {
        Add(faults, FrameFault.Dark, tone.Luminance < PhotoQuality.LeastLuminance);
        Add(faults, FrameFault.Bright, tone.Luminance > PhotoQuality.MostLuminance);
        Add(faults, FrameFault.Blurred, tone.Sharpness < PhotoQuality.LeastSharpness);
    }

    private static void Add(List<FrameFault> faults, FrameFault fault, bool applies)
    {
        if (applies) faults.Add(fault);
    }
}
