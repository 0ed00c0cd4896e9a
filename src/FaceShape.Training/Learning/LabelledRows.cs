using FaceShape.Training.Data;

namespace FaceShape.Training.Learning;

/// <summary>Photos as rows of numbers that teach a task.</summary>
internal static class LabelledRows
{
    /// <summary>Takes all photos that teach a task.</summary>
    public static TrainingSet Of(LabelledFaces faces, ClassifierTask task) => Of(faces, task, faces.Teaching(task));

    /// <summary>Takes some photos that teach a task.</summary>
    /// <param name="faces">All photos.</param>
    /// <param name="task">The task.</param>
    /// <param name="photos">Places of the photos that are taken; the label of each decides the task.</param>
    public static TrainingSet Of(LabelledFaces faces, ClassifierTask task, IReadOnlyList<int> photos) => new(
        [.. photos.Select(i => LabelledFaces.Row(faces.Faces[i]))],
        [.. photos.Select(i => LabelledFaces.Row(faces.Mirrored[i]))],
        [.. photos.Select(i => task.LabelOf(faces.Photos[i].Label)!.Value)],
        [.. photos.Select(i => faces.People[i])],
        [.. photos.Select(i => faces.Lookalikes[i])],
        task.Labels.Count);
}
