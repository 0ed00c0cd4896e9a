namespace FaceShape.Training.Learning;

/// <summary>Tells how many networks are trained.</summary>
internal sealed class NetworkCounter(IProgress<TrainingProgress>? progress, Func<int> total)
{
    private int done;

    /// <summary>One more; from any thread.</summary>
    public void Count() => progress?.Report(new("Training networks", Interlocked.Increment(ref done), total()));
}
