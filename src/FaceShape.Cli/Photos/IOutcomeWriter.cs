namespace FaceShape.Cli.Photos;

/// <summary>Says what became of photos, one after the other.</summary>
internal interface IOutcomeWriter
{
    void Write(PhotoOutcome outcome);
}
