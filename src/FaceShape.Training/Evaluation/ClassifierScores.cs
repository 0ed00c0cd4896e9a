using FaceShape.Training.Protocol;

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

    /// <summary>One answer a person: all photos pooled, against the label most of them carry.</summary>
    public required Accuracy PerPerson { get; init; }

    /// <summary>Expected calibration error of the first answer, one a photo.</summary>
    public double Ece => PerPhoto.Ece?.Value ?? 0;

    /// <summary>Mean negative natural logarithm of the true label's probability, one answer a photo.</summary>
    public double LogLoss => PerPhoto.LogLoss?.Value ?? 0;

    /// <summary>F1 averaged over the labels, one answer a photo.</summary>
    public double MacroF1 => PerPhoto.MacroF1?.Value ?? 0;

    /// <summary>Pairs [share, accuracy]: top-1 on the most confident tenth, two tenths … all, one answer a photo.</summary>
    public IReadOnlyList<double[]> Coverage => PerPhoto.Coverage;

    /// <summary>Photos by true label (rows) and first answer (columns).</summary>
    public IReadOnlyList<int[]> Confusion => PerPhoto.Confusion;

    /// <summary>Share of photos for which the answer is "can't tell"; they are counted in all other figures.</summary>
    public required double Abstained { get; init; }

    /// <summary>Share of photos whose face is looked at a second time, because the first look does not clearly prefer one, or had few pixels.</summary>
    public required double LookedTwice { get; init; }

    /// <summary>Top-1 of the photos for which the answer is not "can't tell"; null when there are none.</summary>
    public required Figure? Answered { get; init; }

    /// <summary>How often one shape is said, or two, and how often that is right; null for questions with two labels.</summary>
    public required SaidFigures? Said { get; init; }

    /// <summary>Share of photos whose first answer stays the same in the mirror; null when they were not read in the mirror.</summary>
    public required Figure? MirrorAgreement { get; init; }

    /// <summary>How often two photos of one person get the same first answer; null when nobody has two.</summary>
    public required Agreement? SamePerson { get; init; }

    /// <summary>People with at least five photos.</summary>
    public required int FusedPeople { get; init; }

    /// <summary>Those people by one, three, five and all of their photos.</summary>
    public required IReadOnlyList<FusedAccuracy> Fused { get; init; }

    /// <summary>Those of <see cref="FusedPeople"/> whose photos all carry one label.</summary>
    public required int FusedOneLabelPeople { get; init; }

    /// <summary>Them, by all of their photos; null when there are none.</summary>
    public required FusedAccuracy? FusedOneLabel { get; init; }

    /// <summary>How often two groups of photos of one person get the same first answer; empty when nobody has ten.</summary>
    public required IReadOnlyList<FusedAgreement> FusedAgreement { get; init; }

    /// <summary>How alike photos of one person err, 0 to 1; null when nobody has two.</summary>
    public required double? PhotoCorrelation { get; init; }

    /// <summary>Sets that shall hold the true label nine times in ten; null when the classifier gives none.</summary>
    public required SetFigures? Sets { get; init; }
}
