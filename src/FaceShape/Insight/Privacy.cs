namespace FaceShape.Insight;

/// <summary>What sharing may cost a person at most; <c>docs/privacy.md</c> says what the numbers mean.</summary>
public static class Privacy
{
    /// <summary>Privacy loss of a permanent answer: what everything that is ever sent about one question and period can tell.</summary>
    public const double PermanentEpsilon = 2;

    /// <summary>Privacy loss of a report of a permanent answer that is sent more than once.</summary>
    public const double InstantaneousEpsilon = 3;

    /// <summary>Privacy loss of a device in its whole life; afterwards only what was drawn before is reported on.</summary>
    public const double LifetimeBudget = 8;

    /// <summary>Fewest reports behind a figure that a collector publishes, where its deployer says nothing else.</summary>
    public const int FewestReports = 50;
}
