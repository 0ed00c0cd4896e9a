namespace FaceShape.Training.Data;

/// <summary>Codes of photos that were decoded and not read, as <c>docs/errors.md</c> has them.</summary>
internal static class ProblemCodes
{
    /// <summary>No face was found.</summary>
    public const string NoFace = "no-face";
}
