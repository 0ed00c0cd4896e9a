using System.CommandLine;
using System.CommandLine.Parsing;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;
using FaceShape.Shared;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape classify</c>: photos in, one answer each.</summary>
internal static class ClassifyCommand
{
    private static readonly string Notes = $"""
        Examples:
          faceshape classify portrait.jpg
          faceshape classify holiday/ --recursive
          faceshape classify "photos/**/*.jpg" --json > answers.jsonl
          faceshape classify group.jpg --several-faces all --json --detail

        Exit codes:
          0 every photo was read, 1 some were not, 2 wrong usage, 130 stopped by Ctrl-C

        Error codes (docs/errors.md says what to do):
        {string.Join('\n', ErrorCode.All.Select(error => $"  {error.Code,-20}{error.Meaning}"))}

        """;

    public static Command Create(Terminal terminal)
    {
        var photos = SharedOptions.OfPaths(
            new("PHOTO") { Description = "Photos, folders, or patterns with * ? **", Arity = ArgumentArity.OneOrMore });
        var json = SharedOptions.Json("One JSON object a line for each photo, in order");
        var detail = new Option<bool>("--detail")
        {
            Description = "With --json: landmarks and descriptor too; else: all probabilities, measurements, times",
        };
        var several = SeveralFacesOption();
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look through folders inside folders" };
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("classify", "Reads the face shape from photos.", Notes)
        {
            photos, json, detail, several, recursive, threads, models,
        };
        command.Run(terminal, (parsed, cancellation) =>
        {
            var list = PhotoList.Expand(parsed.GetRequiredValue(photos), parsed.GetValue(recursive));
            IOutcomeWriter writer = parsed.GetValue(json)
                ? new JsonOutcomes(terminal, parsed.GetValue(detail) ? ReadingDetail.All : ReadingDetail.None)
                : new OutcomeCards(terminal, parsed.GetValue(detail));
            return ReadAsync(
                terminal, list, writer, parsed.GetValue(several), parsed.ThreadsOrAll(threads),
                parsed.PathOrDefault(models, Home.Models), cancellation);
        });
        return command;
    }

    /// <summary>Which faces of a photo; verbs that take photos share it.</summary>
    internal static Option<SeveralFaces> SeveralFacesOption() => new("--several-faces")
    {
        Description = "When faces of similar size compete: say so, read the largest, or read all (default: ask)",
        HelpName = "ask|largest|all",
        CustomParser = ParseSeveral,
    };

    private static SeveralFaces ParseSeveral(ArgumentResult result)
    {
        switch (result.Tokens.Single().Value)
        {
            case "ask": return SeveralFaces.Ask;
            case "largest": return SeveralFaces.Largest;
            case "all": return SeveralFaces.All;
            case var other:
                result.AddError($"--several-faces must be ask, largest or all, not '{other}'");
                return default;
        }
    }

    private static async Task<int> ReadAsync(
        Terminal terminal, IReadOnlyList<ListedPhoto> list, IOutcomeWriter writer, SeveralFaces several, int threads, string models,
        CancellationToken cancellation)
    {
        var workers = BatchReader.Workers(list.Count, threads);
        var batch = new BatchReader(
            new PhotoDecoder().DecodeFile,
            async stop => await FaceReader.CreateAsync(new NativeModelSource(models, threads / workers), stop).ConfigureAwait(false),
            several);
        int read = 0, done = 0;
        using (var progress = new ProgressLine(terminal, shown: !terminal.OutIsTerminal && list.Count > 1))
        {
            await foreach (var outcome in batch.ReadAsync(list, workers, cancellation).ConfigureAwait(false))
            {
                if (outcome is PhotoRead) read++;
                writer.Write(outcome);
                progress.Report("Reading photos", ++done, list.Count);
            }
        }

        if (done < list.Count) terminal.Complain(null, $"Stopped after {done} of {list.Count} photos");
        else if (list.Count > 1 && read < list.Count) terminal.Complain(null, $"{read} of {list.Count} photos were read");
        return done < list.Count ? ExitCode.Stopped : read < list.Count ? ExitCode.Failure : ExitCode.Success;
    }
}
