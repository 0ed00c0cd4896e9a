namespace FaceShape.Training.Protocol;

/// <summary>Which kind of answer a photo gets.</summary>
internal enum Said
{
    /// <summary>One shape.</summary>
    OneShape,

    /// <summary>Between the first two, which are about as likely.</summary>
    BetweenTwo,

    /// <summary>Can't tell.</summary>
    CantTell,
}
