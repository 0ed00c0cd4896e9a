namespace FaceShape.Training.Learning.Light;

/// <summary>Where among the outputs of the last layer each question has its scores.</summary>
internal static class MapHeads
{
    /// <summary>Scores in all.</summary>
    public static int Count { get; } = ClassifierTask.All.Sum(task => task.Labels.Count);

    /// <summary>
    /// The shape as lists of other people have it, see <see cref="MapTrainingSet.Beside"/>: among the spare outputs of the last layer,
    /// while a network learns.
    /// </summary>
    public static Range Beside { get; } = Count..(Count + ClassifierTask.Shape.Labels.Count);

    /// <summary>The scores of a question.</summary>
    public static Range Of(ClassifierTask task)
    {
        var start = ClassifierTask.All.TakeWhile(other => other != task).Sum(other => other.Labels.Count);
        return start..(start + task.Labels.Count);
    }
}
