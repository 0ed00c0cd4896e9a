namespace FaceShape.Training.Shadow;

/// <summary>What to do with a challenger.</summary>
public enum Verdict
{
    /// <summary>It is better: make it the champion.</summary>
    Promote,

    /// <summary>Not known yet.</summary>
    KeepWatching,

    /// <summary>It is worse: switch it off.</summary>
    Stop,
}

/// <summary>One verdict, and everything it rests on.</summary>
/// <param name="Champion">Name of the model in use.</param>
/// <param name="Challenger">Name of the model beside it; null when weeks of one model were compared.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Charts">For people to see.</param>
public sealed record ShadowReport(string Champion, string? Challenger, IReadOnlyList<Finding> Findings, IReadOnlyList<ShareChart> Charts)
{
    /// <summary>
    /// Distrust goes before everything; then evidence that the challenger is worse, from wherever it comes; then evidence that it is
    /// better. Without either, or with both, watching goes on.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            bool Any(Leaning leaning) => Findings.Any(finding => finding.Leaning == leaning);
            if (Any(Leaning.Distrust)) return Verdict.KeepWatching;
            return Any(Leaning.Stop) ? Any(Leaning.Promote) ? Verdict.KeepWatching : Verdict.Stop
                : Any(Leaning.Promote) ? Verdict.Promote : Verdict.KeepWatching;
        }
    }

    /// <summary>The findings on which the verdict rests.</summary>
    public IReadOnlyList<Finding> Reasons
    {
        get
        {
            var telling = Findings.Where(finding => finding.Leaning != Leaning.Neither).ToList();
            return telling.Count > 0 ? telling : [new("Evidence", "Nothing found so far tells the two apart.", Leaning.Neither)];
        }
    }

    /// <summary>Both reports in one.</summary>
    public ShadowReport And(ShadowReport other) => this with { Findings = [.. Findings, .. other.Findings], Charts = [.. Charts, .. other.Charts] };
}
