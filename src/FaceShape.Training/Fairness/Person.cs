namespace FaceShape.Training.Fairness;

/// <summary>Somebody of whom it is known what readers might treat differently.</summary>
/// <param name="Photo">Path of the photo.</param>
/// <param name="Groups">By attribute (<c>sex</c>, <c>age</c>, <c>ethnicity</c>), the group the person belongs to.</param>
internal sealed record Person(string Photo, IReadOnlyDictionary<string, string> Groups);
