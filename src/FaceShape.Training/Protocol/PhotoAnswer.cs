using FaceShape.Classification;

namespace FaceShape.Training.Protocol;

/// <summary>What a classifier answers about a photo, beside the truth.</summary>
/// <param name="Photo">Place of the photo among those that were read.</param>
/// <param name="Picture">Number of the picture: two photos of one number are one.</param>
/// <param name="Prediction">Its probabilities, calibrated.</param>
/// <param name="Mirrored">Calibrated probabilities of the same photo in the mirror; null where it was not read.</param>
/// <param name="Abstained">Whether the answer is "can't tell".</param>
/// <param name="Set">Whether each label is in the set that shall hold the true one; null where the classifier gives no set.</param>
internal sealed record PhotoAnswer(int Photo, int Picture, Prediction Prediction, double[]? Mirrored, bool Abstained, bool[]? Set)
{
    /// <summary>Whether the face was looked at a second time for this answer.</summary>
    public bool LookedTwice { get; init; }

    /// <summary>Which kind of answer it is.</summary>
    public Said Said => Abstained ? Said.CantTell : IsClose(Prediction.Probabilities) ? Said.BetweenTwo : Said.OneShape;

    // Of two labels one is always said: only shapes lie between others.
    private static bool IsClose(double[] probabilities) =>
        probabilities.Length > 2 && probabilities.OrderDescending().Take(2).ToArray() is [var first, var second] && ShapeAnswer.AreClose(first, second);
}
