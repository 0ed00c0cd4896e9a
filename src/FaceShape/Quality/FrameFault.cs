namespace FaceShape.Quality;

/// <summary>
/// What keeps a frame of the camera from being a good photo, as a closed list; what hinders most comes first. Left and right are those
/// of the picture: what lies at its right is at the left hand of whoever looks into the camera.
/// </summary>
public enum FrameFault
{
    /// <summary><c>no-face</c>: no face was found.</summary>
    NoFace,

    /// <summary><c>several-faces</c>: somebody else is in the picture.</summary>
    SeveralFaces,

    /// <summary><c>too-far</c>: the face is small.</summary>
    TooFar,

    /// <summary><c>too-near</c>: the face fills the picture.</summary>
    TooNear,

    /// <summary><c>left</c>: the face is left of the middle.</summary>
    Left,

    /// <summary><c>right</c>: the face is right of the middle.</summary>
    Right,

    /// <summary><c>high</c>: the face is above the middle.</summary>
    High,

    /// <summary><c>low</c>: the face is below the middle.</summary>
    Low,

    /// <summary><c>cut-off</c>: part of the face lies outside the picture.</summary>
    CutOff,

    /// <summary><c>turned-left</c>: the head is turned to the left of the picture.</summary>
    TurnedLeft,

    /// <summary><c>turned-right</c>: the head is turned to the right of the picture.</summary>
    TurnedRight,

    /// <summary><c>looking-up</c>: the chin is lifted.</summary>
    LookingUp,

    /// <summary><c>looking-down</c>: the chin is lowered.</summary>
    LookingDown,

    /// <summary><c>leaning</c>: the head leans towards a shoulder.</summary>
    Leaning,

    /// <summary><c>dark</c>: the face is badly lit.</summary>
    Dark,

    /// <summary><c>bright</c>: the face is overexposed.</summary>
    Bright,

    /// <summary><c>blurred</c>: the face is not sharp.</summary>
    Blurred,
}
