using System.CommandLine;
using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Population;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape train-population</c>: how usual a face is among the photos of the training.</summary>
internal static class TrainPopulationCommand
{
    private const string Notes = """
        Examples:
          faceshape train-population tight-crops:pad=0.35 whole-pictures --check london

        Only detector and mesh are run, and what they found is kept: minutes the first time, seconds afterwards. The program has to
        be built anew with what is written.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var checks = new Option<string[]>("--check")
        {
            Description = "Other folders of photos, to see how they lie among these",
            HelpName = "FOLDER",
            AllowMultipleArgumentsPerToken = true,
        };
        var code = new Option<FileInfo?>("--out") { Description = "The C# file that is written (default: the core's)", HelpName = "FILE" };
        var page = new Option<FileInfo?>("--page")
        {
            Description = "The page that is written (default: docs/population.md)",
            HelpName = "FILE",
        };
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("train-population", "Fits how usual a face is among the photos of the training.", Notes)
            { folders, checks, code, page, threads, models };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            using var progress = new ProgressLine(terminal);
            var result = await new TrainPopulationService(new(parsed.PathOrDefault(models, Home.Models), Home.FeatureCache) { NotKept = new CacheWarning(progress).Say }).FitAsync(
                parsed.GetRequiredValue(folders), parsed.GetValue(checks) ?? [],
                parsed.GetValue(code)?.FullName ?? Path.Combine(Home.Root, "src", "FaceShape", "Quality", "FittedPopulation.cs"),
                parsed.GetValue(page)?.FullName ?? Path.Combine(Home.Root, "docs", "population.md"),
                parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            progress.Dispose();
            foreach (var one in result.Figures)
            {
                var beyond = string.Join(", ", one.Beyond.Select(share => share.ToString("P1", CultureInfo.InvariantCulture)));
                terminal.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.Name}: {one.Photos} photos, median {one.Median:F2}; beyond half, 90, 99, 99.9 %: {beyond}"));
            }

            foreach (var file in result.Files) terminal.Out.WriteLine($"Wrote {file}");
            return ExitCode.Success;
        });
        return command;
    }
}
