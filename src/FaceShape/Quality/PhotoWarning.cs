namespace FaceShape.Quality;

/// <summary>What makes an answer less certain, as a closed list. The reading goes on; people are told what to do.</summary>
public enum PhotoWarning
{
    /// <summary><c>turned</c>: the head is turned to a side, lifted or lowered. Look straight into the camera.</summary>
    Turned,

    /// <summary><c>tilted</c>: the head leans towards a shoulder. Hold it upright.</summary>
    Tilted,

    /// <summary><c>small</c>: the face has few pixels. Come nearer or use a bigger picture.</summary>
    Small,

    /// <summary><c>cut-off</c>: part of the face lies outside the picture. Leave room around it.</summary>
    CutOff,

    /// <summary><c>blurred</c>: the face is not sharp. Hold still, wipe the lens.</summary>
    Blurred,

    /// <summary><c>dark</c>: the face is badly lit. Face a window.</summary>
    Dark,

    /// <summary><c>bright</c>: the face is overexposed. Leave direct light.</summary>
    Bright,

    /// <summary><c>too-near</c>: the face fills the photo; if the camera was nearer than an arm's length, the face is distorted.</summary>
    TooNear,
}
