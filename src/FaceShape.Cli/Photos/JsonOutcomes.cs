using FaceShape.Classification;
using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Photos;

/// <summary>For programs: one JSON object a line.</summary>
/// <param name="terminal">Where.</param>
/// <param name="pipeline">How photos are read.</param>
/// <param name="detail">Which long lists are wanted.</param>
internal sealed class JsonOutcomes(Terminal terminal, Pipeline pipeline, ReadingDetail detail) : OutcomeWriter, IFusedWriter
{
    public void WriteFused(FusedAnswer? fused) => terminal.Out.WriteLine(ReadingJson.WriteFused(fused, pipeline));

    protected override void Write(PhotoRead photo) =>
        terminal.Out.WriteLine(ReadingJson.WriteOk(photo.Photo, photo.Reading, detail, photo.Times));

    protected override void Write(PhotoFailed photo) => terminal.Out.WriteLine(OfFailure(photo));

    /// <summary>The line of a photo that was not read; all verbs write the same.</summary>
    internal static string OfFailure(PhotoFailed photo) =>
        ReadingJson.WriteError(photo.Photo, photo.Code, photo.Message, photo.Width, photo.Height);
}
