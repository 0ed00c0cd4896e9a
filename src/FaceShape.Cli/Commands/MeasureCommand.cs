using System.CommandLine;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
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

        Error codes (docs/errors.md says what to do):
        {string.Join('\n', ErrorCode.All.Select(error => $"  {error.Code,-20}{error.Meaning}"))}

        """;

    public static Command Create(Terminal terminal)
    {
        var photos = SharedOptions.OfPaths(
            new("PHOTO") { Description = "Photos, folders, or patterns with * ? **", Arity = ArgumentArity.OneOrMore });
        var json = SharedOptions.Json("One JSON object a line for each photo, in order");
        var detail = new Option<bool>("--detail") { Description = "With --json: the outline's 26 points too" };
        var several = ClassifyCommand.SeveralFacesOption();
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look through folders inside folders" };
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("measure", "Measures faces: lengths, widths, ratios, the turn of the head.", Notes)
            { photos, json, detail, several, recursive, threads, models };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            var list = PhotoList.Expand(parsed.GetRequiredValue(photos), parsed.GetValue(recursive));
            var source = new NativeModelSource(parsed.PathOrDefault(models, Home.Models), parsed.ThreadsOrAll(threads));
            using var ruler = await FaceRuler.CreateAsync(source, cancellation).ConfigureAwait(false);
            var measurer = new PhotoMeasurer(ruler, new PhotoDecoder().DecodeFile, parsed.GetValue(several));
            return await MeasureAsync(terminal, list, measurer, parsed.GetValue(json), parsed.GetValue(detail), cancellation)
                .ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> MeasureAsync(
        Terminal terminal, IReadOnlyList<ListedPhoto> list, PhotoMeasurer measurer, bool json, bool detail, CancellationToken cancellation)
    {
        var card = new MeasurementCard(terminal);
        int measured = 0, done = 0;
        using (var progress = new ProgressLine(terminal, shown: !terminal.OutIsTerminal && list.Count > 1))
        {
            foreach (var photo in list)
            {
                if (await measurer.MeasureAsync(photo, cancellation).ConfigureAwait(false) is not { } outcome) break;
                if (outcome.Failed is { } failed) Fail(terminal, failed, json);
                else if (json) terminal.Out.WriteLine(MeasurementJson.Write(photo.Photo, outcome.Measured!, detail, outcome.Times));
                else card.Write(photo.Photo, outcome.Measured!);
                if (outcome.Failed is null) measured++;
                progress.Report("Measuring photos", ++done, list.Count);
            }
        }

        if (done < list.Count) terminal.Complain(null, $"Stopped after {done} of {list.Count} photos");
        else if (list.Count > 1 && measured < list.Count) terminal.Complain(null, $"{measured} of {list.Count} photos were measured");
        return done < list.Count ? ExitCode.Stopped : measured < list.Count ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Fail(Terminal terminal, PhotoFailed failed, bool json)
    {
        if (json) terminal.Out.WriteLine(ReadingJson.WriteError(failed.Photo, failed.Code, failed.Message, failed.Width, failed.Height));
        else terminal.Complain(failed.Photo, failed.Message, failed.Code);
    }
}
