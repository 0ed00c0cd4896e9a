using FaceShape.Imaging;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>What became of one photo that was to be measured.</summary>
/// <param name="Measured">The measurements; null when it failed.</param>
/// <param name="Failed">Why not; null when it was measured.</param>
/// <param name="Times">What decoding and measuring took.</param>
internal sealed record MeasureOutcome(PhotoMeasurement? Measured, PhotoFailed? Failed, IReadOnlyList<StageTime> Times);

/// <summary>Measures photos; whatever is wrong with one is that photo's answer, with the codes of <c>classify</c>.</summary>
/// <param name="ruler">What measures.</param>
/// <param name="decode">File in, upright pixels out.</param>
/// <param name="severalFaces">What happens when a photo shows several faces.</param>
internal sealed class PhotoMeasurer(FaceRuler ruler, Func<string, Raster> decode, SeveralFaces severalFaces)
{
    /// <summary>Measures one photo; null when it was stopped before it was done.</summary>
    public async Task<MeasureOutcome?> MeasureAsync(ListedPhoto listed, CancellationToken cancellation)
    {
        var clock = new StageClock();
        try
        {
            cancellation.ThrowIfCancellationRequested();
            if (listed.Problem is { } missing) throw missing;
            var raster = decode(listed.Photo);
            clock.Ended("decode");
            var measured = await ruler.MeasureAsync(raster, severalFaces, cancellation).ConfigureAwait(false);
            clock.Ended("measure");
            return measured.Problem is { } none
                ? new(null, BatchReader.Unread(listed.Photo, none, measured.Detected.Count, raster), clock.Times)
                : new(measured, null, clock.Times);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception error)
        {
            var (code, message) = ErrorCode.Of(error);
            return new(null, new(listed.Photo, code ?? ErrorCode.Internal, message), clock.Times);
        }
    }
}
