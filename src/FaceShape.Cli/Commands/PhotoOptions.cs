using System.CommandLine;
using System.CommandLine.Parsing;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Native.Imaging;
using FaceShape.Native.Models;

namespace FaceShape.Cli.Commands;

/// <summary>What the verbs that take photos have in common: the options, and the walk through the photos.</summary>
/// <param name="detail">What <c>--detail</c> adds.</param>
internal sealed class PhotoOptions(string detail)
{
    /// <summary>The help's list of error codes.</summary>
    public static string ErrorCodes { get; } = $"""
        Error codes (docs/errors.md says what to do):
        {string.Join('\n', ErrorCode.All.Select(error => $"  {error.Code,-20}{error.Meaning}"))}

        """;

    private readonly Argument<string[]> photos = SharedOptions.OfPaths(
        new("PHOTO") { Description = "Photos, folders, or patterns with * ? **", Arity = ArgumentArity.OneOrMore });

    private readonly Option<bool> json = SharedOptions.Json("One JSON object a line for each photo, in order");
    private readonly Option<bool> detailed = new("--detail") { Description = detail };
    private readonly Option<bool> recursive = new("--recursive", "-r") { Description = "Look through folders inside folders" };
    private readonly Option<int> threads = SharedOptions.Threads();
    private readonly Option<DirectoryInfo?> models = SharedOptions.Models();

    private readonly Option<SeveralFaces> several = new("--several-faces")
    {
        Description = "When faces of similar size compete: say so, read the largest, or read all (default: ask)",
        HelpName = "ask|largest|all",
        CustomParser = ParseSeveral,
    };

    /// <summary>Adds the options to a verb, with the verb's own between them.</summary>
    public void AddTo(Command command, params ReadOnlySpan<Option> own)
    {
        command.Arguments.Add(photos);
        command.Options.Add(json);
        command.Options.Add(detailed);
        command.Options.Add(several);
        foreach (var option in own) command.Options.Add(option);
        command.Options.Add(recursive);
        command.Options.Add(threads);
        command.Options.Add(models);
    }

    /// <summary>Whether JSON is wanted.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>Whether detail is wanted.</summary>
    public bool Detail(ParseResult parsed) => parsed.GetValue(detailed);

    /// <summary>Reads the photos and says what became of each, in order.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="terminal">Where results and progress go.</param>
    /// <param name="pipeline">How photos are read.</param>
    /// <param name="describe">Whether descriptors are wanted.</param>
    /// <param name="writer">What says it.</param>
    /// <param name="done">What photos are afterwards, in the sentence that counts them: read, measured.</param>
    /// <param name="cancellation">Stops; what was read until then is still said.</param>
    /// <returns>An exit code.</returns>
    public async Task<int> ReadAsync(
        ParseResult parsed, Terminal terminal, Pipeline pipeline, bool describe, IOutcomeWriter writer, string done,
        CancellationToken cancellation)
    {
        var list = PhotoList.Expand(parsed.GetRequiredValue(photos), parsed.GetValue(recursive));
        var all = parsed.ThreadsOrAll(threads);
        var workers = BatchReader.Workers(list.Count, all);
        var folder = parsed.PathOrDefault(models, Home.Models);
        var batch = new BatchReader(
            new PhotoDecoder().DecodeFile,
            stop => Readers.OpenAsync(pipeline, new NativeModelSource(folder, all / workers), stop),
            new() { SeveralFaces = parsed.GetValue(several), Describe = describe });
        var count = 0;
        using (var progress = new ProgressLine(terminal, shown: !terminal.OutIsTerminal && list.Count > 1))
        {
            await foreach (var outcome in batch.ReadAsync(list, workers, cancellation).ConfigureAwait(false))
            {
                writer.Write(outcome);
                progress.Report("Reading photos", ++count, list.Count);
            }
        }

        var read = writer.Finish();
        if (count < list.Count) terminal.Complain(null, $"Stopped after {count} of {list.Count} photos");
        else if (list.Count > 1 && read < list.Count) terminal.Complain(null, $"{read} of {list.Count} photos were {done}");
        return count < list.Count ? ExitCode.Stopped : read < list.Count ? ExitCode.Failure : ExitCode.Success;
    }

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
}
