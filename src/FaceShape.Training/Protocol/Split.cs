namespace FaceShape.Training.Protocol;

/// <summary>Which photos teach and which are asked about.</summary>
/// <param name="Photos">Places of the photos that take part, among those that were read.</param>
/// <param name="Folds">Fold of each of them: a classifier asked about a fold is taught others.</param>
/// <param name="Asked">
/// Whether each is only asked about and never teaches, or only teaches; null when all of them teach, and are asked about in turn.
/// </param>
/// <param name="Strangers">Whether every photo counts as a person of its own while learning: as if nobody had looked who is in it.</param>
internal sealed record Split(IReadOnlyList<int> Photos, IReadOnlyList<int> Folds, IReadOnlyList<bool>? Asked = null, bool Strangers = false)
{
    /// <summary>How many times a classifier is trained.</summary>
    public int Trainings => Folds.Distinct().Count();

    /// <summary>Whether the answer about a photo counts.</summary>
    /// <param name="i">Its place in <see cref="Photos"/>.</param>
    public bool Counts(int i) => Asked?[i] ?? true;

    /// <summary>Places in <see cref="Photos"/> of those that teach the classifier which is asked about a fold.</summary>
    public int[] TeachersOf(int fold) => [.. Enumerable.Range(0, Folds.Count).Where(i => Folds[i] != fold && Asked?[i] is not true)];

    /// <summary>Places in <see cref="Photos"/> of a fold.</summary>
    public int[] In(int fold) => [.. Enumerable.Range(0, Folds.Count).Where(i => Folds[i] == fold)];
}
