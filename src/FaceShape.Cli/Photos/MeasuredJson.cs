using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>For programs: one JSON object with measurements a line.</summary>
/// <param name="terminal">Where.</param>
/// <param name="detail">Which long lists are wanted.</param>
internal sealed class MeasuredJson(Terminal terminal, ReadingDetail detail) : OutcomeWriter
{
    protected override void Write(PhotoRead photo) =>
        terminal.Out.WriteLine(ReadingJson.WriteMeasured(photo.Photo, photo.Reading, detail, photo.Times));

    protected override void Write(PhotoFailed photo) => terminal.Out.WriteLine(JsonOutcomes.OfFailure(photo));
}
