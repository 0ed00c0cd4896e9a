using System.CommandLine;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Shared;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape measure</c>: photos in, lengths, widths and angles out.</summary>
internal static class MeasureCommand
{
    private static readonly string Notes = $"""
        Examples:
          faceshape measure portrait.jpg
          faceshape measure "photos/*.jpg" --json > measured.jsonl

        Each number comes with its error: how far off such a number was, root mean square, on people the outline was
        not learnt from. Widths are those of the outline at fixed heights: forehead, cheekbones, mouth, chin.

        Exit codes:
          0 every photo was measured, 1 some were not, 2 wrong usage, 130 stopped by Ctrl-C

        {PhotoOptions.ErrorCodes}
        """;

    public static Command Create(Terminal terminal)
    {
        var shared = new PhotoOptions("With --json: the outline's 26 points and the mesh's 468 too");
        var command = new VerbCommand("measure", "Measures faces: lengths, widths, ratios, the turn of the head.", Notes);
        shared.AddTo(command);
        command.Run(terminal, (parsed, cancellation) =>
        {
            var detail = shared.Detail(parsed) ? ReadingDetail.All : ReadingDetail.None;
            IOutcomeWriter writer = shared.Json(parsed) ? new MeasuredJson(terminal, detail) : new MeasurementCards(terminal);
            return shared.ReadAsync(parsed, terminal, Pipeline.Light, describe: false, writer, "measured", cancellation);
        });
        return command;
    }
}
