namespace FaceShape.Advice;

/// <summary>What is told of a face beyond its shape.</summary>
public enum FaceTrait
{
    /// <summary><c>angular-jaw</c></summary>
    AngularJaw,

    /// <summary><c>soft-jaw</c></summary>
    SoftJaw,

    /// <summary><c>long-face</c></summary>
    LongFace,

    /// <summary><c>short-face</c></summary>
    ShortFace,

    /// <summary><c>wide-forehead</c></summary>
    WideForehead,

    /// <summary><c>narrow-forehead</c></summary>
    NarrowForehead,

    /// <summary><c>wide-jaw</c></summary>
    WideJaw,

    /// <summary><c>narrow-jaw</c></summary>
    NarrowJaw,
}
