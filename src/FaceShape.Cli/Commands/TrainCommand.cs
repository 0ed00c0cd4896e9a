using System.CommandLine;
using FaceShape.Cli.Terminals;
using FaceShape.Training;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape train</c>: labelled folders in, classifiers out.</summary>
internal static class TrainCommand
{
    private const string Notes = """
        Examples:
          faceshape train photos/ --out my-classifiers
          faceshape train tight-crops:pad=0.35 whole-pictures --out my-classifiers --seed 7
          faceshape train women/ --beside men/ --out my-classifiers
          faceshape train photos/ --pipeline original --out my-classifiers

        Photos of one person are found by their descriptors and never stand on both sides of a split.
        Features are kept by content hash: a second run reads no photo again.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the classifiers, their catalogue and card",
            HelpName = "DIR",
            Required = true,
        };
        var beside = SharedOptions.Beside();
        var pad = SharedOptions.Pad();
        var pipeline = SharedOptions.PipelineOption("Whose classifiers: the light ones, or the original's three (default: light)");
        var seed = SharedOptions.Seed();
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("train", "Trains the classifiers on labelled folders.", Notes)
        {
            folders, beside, output, pipeline, pad, seed, threads, models,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(beside) is not null && result.GetValue(pipeline) == Pipeline.Original) result.AddError("--beside is for the light classifiers: leave it or --pipeline original out");
        });
        command.Run(terminal, async (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var service = new TrainCommandService(new(parsed.PathOrDefault(models, Home.Models), Home.FeatureCache) { NotKept = new CacheWarning(progress).Say });
            var result = await service.TrainAsync(
                parsed.GetValue(pipeline), parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.GetValue(beside) ?? [], parsed.GetRequiredValue(output).FullName, parsed.GetValue(seed),
                parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            progress.Dispose();
            EvaluationReport.Write(terminal, result.Figures);
            foreach (var file in result.Files) terminal.Out.WriteLine($"Wrote {file}");
            return ExitCode.Success;
        });
        return command;
    }
}
