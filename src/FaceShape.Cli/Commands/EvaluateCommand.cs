using System.CommandLine;
using FaceShape.Cli.Terminals;
using FaceShape.Training;
using FaceShape.Training.Evaluation;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape evaluate</c>: labelled folders in, honest figures out.</summary>
internal static class EvaluateCommand
{
    private const string Notes = """
        Examples:
          faceshape evaluate photos/
          faceshape evaluate tight-crops --pad 0.35 --folds 5
          faceshape evaluate a:pad=0.35 b c --folds 5 --json > figures.json

        Without --folds the classifiers are applied as they are: photos they were trained on flatter them.
        With it they are trained anew, nobody standing on both sides; a random split is shown beside it.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var model = SharedOptions.Models("--model");
        var pad = SharedOptions.Pad();
        var pipeline = SharedOptions.PipelineOption("Whose classifiers: the light ones, or the original's three (default: light)");
        var folds = SharedOptions.Bounded(
            new Option<int>("--folds") { Description = "Train anew on so many identity-disjoint folds", HelpName = "K" }, 2, 20);
        var seed = SharedOptions.Seed();
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json("One JSON object");

        var command = new VerbCommand("evaluate", "Scores the classifiers on labelled folders.", Notes)
        {
            folders, model, pipeline, pad, folds, seed, threads, json,
        };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var service = new EvaluateService(new(Home.Models, Home.FeatureCache) { Classifiers = parsed.PathOrDefault(model, Home.Models) });
            var result = await service.EvaluateAsync(
                parsed.GetValue(pipeline), parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.GetResult(folds) is null ? null : parsed.GetValue(folds),
                parsed.GetValue(seed), parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation)
                .ConfigureAwait(false);
            progress.Dispose();
            if (parsed.GetValue(json)) terminal.Out.WriteLine(result.ToJson());
            else EvaluationReport.Write(terminal, result);
            return ExitCode.Success;
        });
        return command;
    }
}
