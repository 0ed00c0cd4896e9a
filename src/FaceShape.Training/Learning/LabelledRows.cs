using FaceShape.Training.Data;

namespace FaceShape.Training.Learning;

/// <summary>The photos whose label teaches a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Set">What is learnt from.</param>
/// <param name="Photos">Place of each in the faces it was taken from.</param>
internal sealed record LabelledRows(ClassifierTask Task, TrainingSet Set, IReadOnlyList<int> Photos)
{
    /// <summary>Fewest people from whom anything is learnt.</summary>
    public const int FewestPeople = 20;

    /// <summary>Takes the photos that teach a task.</summary>
    /// <exception cref="DatasetException">There are too few people, or all carry one label.</exception>
    public static LabelledRows From(LabelledFaces faces, ClassifierTask task)
    {
        var labels = faces.Photos.Select(photo => task.LabelOf(photo.Label)).ToArray();
        var photos = Enumerable.Range(0, labels.Length).Where(i => labels[i] is not null).ToArray();
        int[] people = [.. photos.Select(i => faces.People[i])], groups = [.. photos.Select(i => faces.Lookalikes[i])];
        var distinct = groups.Distinct().Count();
        if (distinct < FewestPeople)
            throw new DatasetException($"There are {distinct} people who do not look alike and whose label teaches the {task.Name} classifier; {FewestPeople} are needed");
        if (photos.Select(i => labels[i]).Distinct().Count() < 2)
            throw new DatasetException($"All photos that teach the {task.Name} classifier carry one label; at least two labels are needed");
        float[][] rows = [.. photos.Select(i => LabelledFaces.Row(faces.Faces[i]))];
        float[][] mirrored = [.. photos.Select(i => LabelledFaces.Row(faces.Mirrored[i]))];
        return new(task, new(rows, mirrored, [.. photos.Select(i => labels[i]!.Value)], people, groups, task.Labels.Count), photos);
    }
}
