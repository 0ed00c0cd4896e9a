using System.Diagnostics;

namespace FaceShape.Shared;

/// <summary>What one stage took, over all faces of a photo.</summary>
internal readonly record struct StageTime(string Stage, double Milliseconds);

/// <summary>Times the stages of one photo: each lasts from the end of the one before it.</summary>
internal sealed class StageClock
{
    private readonly List<StageTime> times = [];
    private long since = Stopwatch.GetTimestamp();

    /// <summary>Stages in the order in which they first ended.</summary>
    public IReadOnlyList<StageTime> Times => times;

    /// <summary>A stage of the walk has ended; fits <see cref="ReadingOptions.StageEnded"/>.</summary>
    public void Ended(ReadingStage stage) => Ended(Names.Of(stage));

    /// <summary>A stage has ended; one that ends once a face is summed.</summary>
    public void Ended(string stage)
    {
        var now = Stopwatch.GetTimestamp();
        var took = Stopwatch.GetElapsedTime(since, now).TotalMilliseconds;
        since = now;
        for (var i = 0; i < times.Count; i++)
        {
            if (times[i].Stage != stage) continue;
            times[i] = new(stage, times[i].Milliseconds + took);
            return;
        }

        times.Add(new(stage, took));
    }
}
