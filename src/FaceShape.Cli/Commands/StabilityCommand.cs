using System.CommandLine;
using FaceShape.Cli.Photos;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Data;
using FaceShape.Training.Stability;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape stability</c>: photos in, how often the answer stays when they are changed out.</summary>
internal static class StabilityCommand
{
    private const string Notes = """
        Examples:
          faceshape stability photos/
          faceshape stability photos/ --out docs/accuracy

        Each photo is mirrored, turned, stored anew, lightened, scaled and moved; a steady reader names the same shape. A photo that
        would be larger than photos may be once it is enlarged is left out of that change. A file that is no photo, or shows no
        face, is named and left out, and the exit code is 1.

        """;

    public static Command Create(Terminal terminal)
    {
        var photos = SharedOptions.OfPaths(
            new("PHOTO") { Description = "Photos, folders, or patterns with * ? **", Arity = ArgumentArity.OneOrMore });
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "Folder for stability.md and stability.json",
            HelpName = "DIR",
        };
        var pipeline = SharedOptions.PipelineOption("How photos are read: light networks, or the original six (default: light)");
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();
        var json = SharedOptions.Json("One JSON object");

        var command = new VerbCommand("stability", "Counts how often the answer stays when photos are changed.", Notes)
            { photos, output, pipeline, threads, models, json };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            OutputFolder.Open(parsed.GetValue(output)?.FullName);
            var list = PhotoList.Expand(parsed.GetRequiredValue(photos), recursive: false);
            if (list.FirstOrDefault(photo => photo.Problem is not null) is { Problem: { } missing } named)
            {
                terminal.Complain(named.Photo, missing.Message, missing.Code);
                return ExitCode.Failure;
            }

            using var progress = new ProgressLine(terminal);
            var result = await new StabilityService(parsed.PathOrDefault(models, Home.Models)).MeasureAsync(
                parsed.GetValue(pipeline), [.. list.Select(photo => photo.Photo)], parsed.ThreadsOrAll(threads),
                new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            progress.Dispose();
            foreach (var unread in result.Unread) terminal.Complain(unread.File, unread.Problem?.Message ?? BatchReader.Remedy(ReadingProblem.NoFace), unread.Code);
            terminal.Out.Write(parsed.GetValue(json) ? result.ToJson() : result.ToMarkdown());
            if (parsed.GetValue(output) is { } folder) Write(folder.FullName, result);
            return result.Unread.Count > 0 ? ExitCode.Failure : ExitCode.Success;
        });
        return command;
    }

    private static void Write(string folder, StabilityResult result)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "stability.md"), result.ToMarkdown());
        File.WriteAllText(Path.Combine(folder, "stability.json"), result.ToJson());
    }
}
