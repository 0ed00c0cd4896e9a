namespace FaceShape.Cli.Photos;

/// <summary>Tells read photos from others, and counts them.</summary>
internal abstract class OutcomeWriter : IOutcomeWriter
{
    private int read;

    public void Write(PhotoOutcome outcome)
    {
        switch (outcome)
        {
            case PhotoRead photo:
                read++;
                Write(photo);
                break;
            case PhotoFailed photo:
                Write(photo);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    public int Finish() => read;

    protected abstract void Write(PhotoRead photo);

    protected abstract void Write(PhotoFailed photo);
}
