using FaceShape.Training.Data;
using FaceShape.Training.Learning;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>The ways in which labelled photos are split to test classifiers.</summary>
/// <param name="faces">The photos.</param>
/// <param name="count">Number of folds.</param>
/// <param name="seed">The same seed gives the same splits.</param>
internal sealed class Splits(ReadPhotos faces, int count, int seed)
{
    /// <summary>Fewest people, lookalikes counted as one, from whom anything is learnt.</summary>
    public const int FewestPeople = 20;

    /// <summary>Nobody is on both sides.</summary>
    /// <exception cref="DatasetException">There are too few people, or all carry one label.</exception>
    public Split Disjoint(ClassifierTask task) => Disjoint(task, Enough(task));

    /// <summary>Nobody who may be the same is on both sides: lookalikes count as one person.</summary>
    /// <exception cref="DatasetException">There are too few people, or all carry one label.</exception>
    public Split Strict(ClassifierTask task)
    {
        var photos = Enough(task);
        return new(photos, Folds.IdentityDisjoint(At(photos, faces.Lookalikes), Labels(photos, task), count, seed));
    }

    /// <summary>As most published figures are made: photos of one person are on both sides.</summary>
    /// <exception cref="DatasetException">There are too few people, or all carry one label.</exception>
    public Split Leaky(ClassifierTask task) => Leaky(task, Enough(task));

    /// <summary>Nobody is on both sides, one source alone; null when it has too few people or labels.</summary>
    public Split? Disjoint(ClassifierTask task, string source) => IsEnough(task, From(task, source)) ? Disjoint(task, From(task, source)) : null;

    /// <summary>A random split of one source alone; null when it has too few people or labels.</summary>
    public Split? Leaky(ClassifierTask task, string source) => IsEnough(task, From(task, source)) ? Leaky(task, From(task, source)) : null;

    /// <summary>
    /// The other sources teach, and this one is only asked about, in folds of people: whoever is asked about taught nothing in any source,
    /// nor did anybody who looks alike. Null when there are too few who teach.
    /// </summary>
    public Split? Unseen(ClassifierTask task, string source)
    {
        var photos = faces.Teaching(task);
        bool[] asked = [.. photos.Select(i => faces.Photos[i].Source == source)];
        if (!asked.Contains(true) || !IsEnough(task, [.. photos.Where((_, at) => !asked[at])])) return null;
        return new(photos, Folds.IdentityDisjoint(At(photos, faces.Lookalikes), Labels(photos, task), count, seed), asked);
    }

    private Split Disjoint(ClassifierTask task, int[] photos) =>
        new(photos, Folds.IdentityDisjoint(At(photos, faces.People), Labels(photos, task), count, seed));

    private Split Leaky(ClassifierTask task, int[] photos) => new(photos, Folds.Leaky(Labels(photos, task), count, seed), Strangers: true);

    private int[] Enough(ClassifierTask task)
    {
        var photos = faces.Teaching(task);
        if (Groups(photos) is var people and < FewestPeople)
            throw new DatasetException($"There are {people} people who do not look alike and whose label teaches the {task.Name} classifier; {FewestPeople} are needed");
        if (Labels(photos, task).Distinct().Count() < 2)
            throw new DatasetException($"All photos that teach the {task.Name} classifier carry one label; at least two labels are needed");
        return photos;
    }

    private bool IsEnough(ClassifierTask task, int[] photos) => Groups(photos) >= FewestPeople && Labels(photos, task).Distinct().Count() >= 2;

    private int Groups(int[] photos) => At(photos, faces.Lookalikes).Distinct().Count();

    private int[] From(ClassifierTask task, string source) => [.. faces.Teaching(task).Where(i => faces.Photos[i].Source == source)];

    private int[] Labels(int[] photos, ClassifierTask task) => [.. photos.Select(i => task.LabelOf(faces.Photos[i].Label)!.Value)];

    private static int[] At(int[] photos, IReadOnlyList<int> numbers) => [.. photos.Select(i => numbers[i])];
}
