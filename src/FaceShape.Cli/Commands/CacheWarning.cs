using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Commands;

/// <summary>Says once that features of photos cannot be kept, however many photos there are.</summary>
internal sealed class CacheWarning(ProgressLine line)
{
    private int said;

    public void Say(Exception error)
    {
        if (Interlocked.Exchange(ref said, 1) == 0)
            line.Complain(Home.FeatureCache, $"Features cannot be kept here, so the next run reads the photos anew: {error.Message}");
    }
}
