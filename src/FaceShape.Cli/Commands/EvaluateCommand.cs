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
          faceshape evaluate a:pad=0.35 b c --folds 5 --report docs/accuracy --fairness london

        Without --folds the classifiers are applied as they are: photos they were trained on flatter them.
        With it they are trained anew, nobody standing on both sides; a random split is shown beside it.
        --report drops pictures that occur twice, tests each folder alone and unseen by the others too, and
        writes report.md, report.json, data.md, and cards and charts of the classifiers (of both pipelines
        where none is named).

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var beside = SharedOptions.Beside();
        var model = SharedOptions.Models("--model", "Folder with the classifiers, and their models.json, that are scored as they are; the networks before them are the program's");
        var pad = SharedOptions.Pad();
        var pipeline = SharedOptions.PipelineOption("Whose classifiers: the light ones, or the original's three (default: light)");
        var folds = SharedOptions.Bounded(
            new Option<int>("--folds") { Description = "Train anew on so many identity-disjoint folds", HelpName = "K" }, 2, 20);
        var seed = SharedOptions.Seed();
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json("One JSON object");
        var report = new Option<DirectoryInfo?>("--report") { Description = "Measure in every way and write the report here; needs --folds", HelpName = "DIR" };
        var fairness = new Option<DirectoryInfo?>("--fairness")
        {
            Description = "Photos of people beside an info.csv with id, age, gender and eth: how groups fare, for --report",
            HelpName = "FOLDER",
        };

        var command = new VerbCommand("evaluate", "Scores the classifiers on labelled folders.", Notes)
        {
            folders, beside, model, pipeline, pad, folds, seed, threads, json, report, fairness,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(report) is not null && result.GetResult(folds) is null) result.AddError("--report needs --folds: figures of photos that were trained on would flatter");
            if (result.GetResult(report) is not null && result.GetValue(json)) result.AddError("--report writes report.json itself: leave --json out");
            if (result.GetResult(beside) is not null && result.GetResult(folds) is null) result.AddError("--beside needs --folds: without it nothing is learnt");
            if (result.GetResult(beside) is not null && result.GetValue(pipeline) == Pipeline.Original) result.AddError("--beside is for the light classifiers: leave it or --pipeline original out");
            if (result.GetResult(fairness) is not null && result.GetResult(report) is null) result.AddError("--fairness is a part of the report: name its folder by --report");
        });
        command.Run(terminal, async (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var paths = new TrainingPaths(Home.Models, Home.FeatureCache) { NotKept = new CacheWarning(progress).Say };
            if (parsed.GetValue(report) is { } outDir)
            {
                var reports = new ReportService(paths, parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress));
                IReadOnlyList<Pipeline> pipelines = parsed.GetResult(pipeline) is null ? Enum.GetValues<Pipeline>() : [parsed.GetValue(pipeline)];
                var written = await reports.WriteAsync(
                    pipelines, parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.GetValue(beside) ?? [], parsed.GetValue(folds), parsed.GetValue(seed),
                    parsed.GetValue(fairness)?.FullName, outDir.FullName, cancellation).ConfigureAwait(false);
                progress.Dispose();
                foreach (var recipe in written.Report.Recipes) EvaluationReport.Write(terminal, recipe.Result);
                foreach (var file in written.Files) terminal.Out.WriteLine($"Wrote {file}");
                return ExitCode.Success;
            }

            var service = new EvaluateService(paths with { Classifiers = parsed.PathOrDefault(model, Home.Models) });
            var result = await service.EvaluateAsync(
                parsed.GetValue(pipeline), parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.GetValue(beside) ?? [], parsed.GetResult(folds) is null ? null : parsed.GetValue(folds),
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
