namespace FaceShape.Training.Learning;

/// <summary>Scores before temperature and softmax, of photos by a classifier that was not taught them.</summary>
/// <param name="Upright">One row a photo.</param>
/// <param name="Mirrored">The same photos in the mirror.</param>
internal sealed record OutOfFoldScores(float[][] Upright, float[][] Mirrored)
{
    /// <summary>Those of a second look at the face, see <see cref="Classification.MapClassifiers.NeedsSecondLook"/>; null where there is none.</summary>
    public SecondLook? Twice { get; init; }

    /// <summary>Some of the scores of each photo.</summary>
    public OutOfFoldScores Part(Range among) => new([.. Upright.Select(row => row[among])], [.. Mirrored.Select(row => row[among])])
    {
        Twice = Twice is { } twice ? twice with { Scores = twice.Scores.Part(among) } : null,
    };
}

/// <summary>What a second look at each face says.</summary>
/// <param name="Scores">Of both looks together.</param>
/// <param name="IsSmall">Whether each face is too small for one look.</param>
internal sealed record SecondLook(OutOfFoldScores Scores, IReadOnlyList<bool> IsSmall);
