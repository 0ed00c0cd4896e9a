namespace FaceShape.Training.Protocol;

/// <summary>Which photos teach and which are asked about.</summary>
/// <param name="Photos">Places of the photos that take part, among those that were read.</param>
/// <param name="Folds">Fold of each of them: a classifier asked about a fold is taught the others.</param>
/// <param name="Held">
/// The only fold whose answers count and which never teaches; the others serve to calibrate. Null when every fold is asked about.
/// </param>
/// <param name="Strangers">Whether every photo counts as a person of its own while learning: as if nobody had looked who is in it.</param>
internal sealed record Split(IReadOnlyList<int> Photos, IReadOnlyList<int> Folds, int? Held = null, bool Strangers = false)
{
    /// <summary>How many times a classifier is trained.</summary>
    public int Trainings => Folds.Distinct().Count();

    /// <summary>Places in <see cref="Photos"/> of those that teach the classifier which is asked about a fold.</summary>
    public int[] TeachersOf(int fold) => [.. Enumerable.Range(0, Folds.Count).Where(i => Folds[i] != fold && Folds[i] != Held)];

    /// <summary>Places in <see cref="Photos"/> of a fold.</summary>
    public int[] In(int fold) => [.. Enumerable.Range(0, Folds.Count).Where(i => Folds[i] == fold)];
}
