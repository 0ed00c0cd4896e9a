using FaceShape.Imaging;
using FaceShape.Training.Data;

namespace FaceShape.Training.Stability;

/// <summary>A file that was named and not read.</summary>
/// <param name="File">The file.</param>
/// <param name="Problem">Why it is no photo; null for a photo without a face.</param>
public sealed record UnreadPhoto(string File, PhotoException? Problem)
{
    /// <summary>Why, as one of the error codes.</summary>
    public string Code => Problem?.Code ?? ProblemCodes.NoFace;
}
