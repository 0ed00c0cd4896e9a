namespace FaceShape.Training.Evaluation;

/// <summary>What one classifier scores on labelled photos.</summary>
public record ClassifierScores
{
    /// <summary>Labels in the order of <see cref="Confusion"/>.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Photos that were read and scored.</summary>
    public required int Read { get; init; }

    /// <summary>People among them: identity clusters.</summary>
    public required int People { get; init; }

    /// <summary>One answer a photo.</summary>
    public required Accuracy PerPhoto { get; init; }

    /// <summary>One answer a person: log-probabilities of the photos averaged, against the label most of them carry.</summary>
    public required Accuracy PerPerson { get; init; }

    /// <summary>Expected calibration error of the first answer, 10 bins of equal width.</summary>
    public required double Ece { get; init; }

    /// <summary>Mean negative natural logarithm of the true label's probability.</summary>
    public required double LogLoss { get; init; }

    /// <summary>F1 averaged over the labels.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Pairs [share, accuracy]: top-1 on the most confident tenth, two tenths … all.</summary>
    public required IReadOnlyList<double[]> Coverage { get; init; }

    /// <summary>Photos by true label (rows) and first answer (columns).</summary>
    public required IReadOnlyList<int[]> Confusion { get; init; }

    /// <summary>Share of photos for which the answer is "can't tell"; they are counted in all other figures.</summary>
    public required double Abstained { get; init; }
}
