namespace FaceShape.Training.Shadow;

/// <summary>For which verdict a finding speaks.</summary>
public enum Leaning
{
    /// <summary>For neither; it informs.</summary>
    Neither,

    /// <summary>The challenger is better.</summary>
    Promote,

    /// <summary>The challenger is worse.</summary>
    Stop,

    /// <summary>Something is wrong with the counting: nothing else can be trusted until that is found.</summary>
    Distrust,
}

/// <summary>One thing that was found, with its figures.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Words">What was found, in a sentence.</param>
/// <param name="Leaning">For which verdict it speaks.</param>
public sealed record Finding(string Name, string Words, Leaning Leaning);

/// <summary>Shares side by side, for people to see.</summary>
/// <param name="Title">What they are of.</param>
/// <param name="Labels">Names of the bars.</param>
/// <param name="Series">One or more named rows of shares.</param>
public sealed record ShareChart(string Title, IReadOnlyList<string> Labels, IReadOnlyList<ShareSeries> Series);

/// <summary>A named row of shares.</summary>
/// <param name="Name">Champion, challenger, or a week.</param>
/// <param name="Shares">One for each label.</param>
/// <param name="Errors">Half the width of each 95 % interval; null where there is none.</param>
public sealed record ShareSeries(string Name, IReadOnlyList<double> Shares, IReadOnlyList<double>? Errors);
