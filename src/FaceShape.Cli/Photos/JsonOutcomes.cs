using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>For programs: one JSON object a line.</summary>
internal sealed class JsonOutcomes(Terminal terminal, ReadingDetail detail) : IOutcomeWriter
{
    public void Write(PhotoOutcome outcome) => terminal.Out.WriteLine(outcome switch
    {
        PhotoRead read => ReadingJson.WriteOk(read.Photo, read.Reading, detail, read.Times),
        PhotoFailed failed => ReadingJson.WriteError(failed.Photo, failed.Code, failed.Message, failed.Width, failed.Height),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    });
}
