using FaceShape.Quality;

namespace FaceShape.Cli.Photos;

/// <summary>What people are told about a warning.</summary>
internal static class WarningWords
{
    /// <summary>What is wrong with the photo and what to do, in one sentence.</summary>
    public static string Of(PhotoWarning warning) => warning switch
    {
        PhotoWarning.Turned => "the head is turned, lifted or lowered: look straight into the camera",
        PhotoWarning.Tilted => "the head leans to a side: hold it upright",
        PhotoWarning.Small => "the face is small: come nearer or use a bigger picture",
        PhotoWarning.CutOff => "part of the face lies outside the picture: leave room around it",
        PhotoWarning.Blurred => "the face is not sharp: hold still and wipe the lens",
        PhotoWarning.Dark => "the face is dark: turn towards a window",
        PhotoWarning.Bright => "the face is too bright: leave direct light",
        PhotoWarning.TooNear => "the face fills the picture, which distorts it if the camera was near: hold it at arm's length",
        _ => throw new ArgumentOutOfRangeException(nameof(warning)),
    };
}
