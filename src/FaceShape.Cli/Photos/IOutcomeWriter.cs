using FaceShape.Classification;

namespace FaceShape.Cli.Photos;

/// <summary>Says what became of photos, one after the other.</summary>
internal interface IOutcomeWriter
{
    /// <summary>Says what became of a photo.</summary>
    void Write(PhotoOutcome outcome);

    /// <summary>There are no more photos.</summary>
    /// <returns>How many were read.</returns>
    int Finish();
}

/// <summary>Says also what several photos of one person give together.</summary>
internal interface IFusedWriter : IOutcomeWriter
{
    /// <summary>Says it; null when none of the photos was read.</summary>
    void WriteFused(FusedAnswer? fused);
}
