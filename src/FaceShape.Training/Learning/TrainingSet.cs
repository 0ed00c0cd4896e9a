namespace FaceShape.Training.Learning;

/// <summary>Photos to learn from: rows of numbers with their labels and people.</summary>
/// <param name="Rows">One row a photo, all of one length.</param>
/// <param name="Mirrored">The same photos in the mirror, as a second view; the same rows where there is none.</param>
/// <param name="Labels">Number of the label of each photo, from 0.</param>
/// <param name="People">Number of the person in each photo.</param>
/// <param name="Groups">Number of the group of each photo that early stopping does not tear apart: people who may be one.</param>
/// <param name="LabelCount">Number of labels.</param>
internal sealed record TrainingSet(
    IReadOnlyList<float[]> Rows,
    IReadOnlyList<float[]> Mirrored,
    IReadOnlyList<int> Labels,
    IReadOnlyList<int> People,
    IReadOnlyList<int> Groups,
    int LabelCount)
{
    /// <summary>Number of photos.</summary>
    public int Count => Rows.Count;

    /// <summary>The photos at some places.</summary>
    public TrainingSet At(IReadOnlyList<int> photos) => new(
        [.. photos.Select(i => Rows[i])],
        [.. photos.Select(i => Mirrored[i])],
        [.. photos.Select(i => Labels[i])],
        [.. photos.Select(i => People[i])],
        [.. photos.Select(i => Groups[i])],
        LabelCount);

    /// <summary>The photos of all folds but one, or of that one.</summary>
    /// <param name="folds">Fold of each photo.</param>
    /// <param name="fold">The fold that is held out.</param>
    /// <param name="held">Whether the held-out photos are wanted.</param>
    public TrainingSet Part(IReadOnlyList<int> folds, int fold, bool held) =>
        At([.. Enumerable.Range(0, Count).Where(i => folds[i] == fold == held)]);

    /// <summary>
    /// Weights of the photos, 1 over the root of the number of photos of the same person, with mean 1: somebody with
    /// a hundred photos counts as ten people with one, not as a hundred.
    /// </summary>
    public float[] Weights()
    {
        var photos = People.CountBy(person => person).ToDictionary();
        var raw = People.Select(person => 1 / Math.Sqrt(photos[person])).ToArray();
        var mean = raw.Average();
        return [.. raw.Select(weight => (float)(weight / mean))];
    }

    /// <summary>The same with rows brought to mean 0 and deviation 1, and lengthened by zeros to whole lanes.</summary>
    public TrainingSet Standardize(Standardizer standardizer) =>
        this with { Rows = [.. Rows.Select(standardizer.Apply)], Mirrored = [.. Mirrored.Select(standardizer.Apply)] };
}
