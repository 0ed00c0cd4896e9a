using System.CommandLine;
using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Data;
using FaceShape.Training.Outlines;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape train-outline</c>: photos with hand-drawn templates in, the outline's regression out.</summary>
internal static class TrainOutlineCommand
{
    private const string Notes = """
        Examples:
          faceshape train-outline london canada --template-scale 0.5 --out models

        Each X.jpg is learnt from with its X.tem (PsychoMorph, 189 points), beside it or in a folder templates there.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.OfPaths(
            new("FOLDER") { Description = "Photos with templates of the same name", Arity = ArgumentArity.OneOrMore });
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for the regression, its catalogue and card",
            HelpName = "DIR",
            Required = true,
        };
        var scale = SharedOptions.Bounded(
            new Option<double>("--template-scale")
            {
                Description = "Pixels of a photo in a unit of its template",
                HelpName = "FACTOR",
                DefaultValueFactory = _ => 1,
            }, 0.01, 100);
        var seed = SharedOptions.Seed();
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("train-outline", "Trains the outline of the face on hand-drawn templates.", Notes)
            { folders, output, scale, seed, threads, models };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            OutputFolder.Open(parsed.GetRequiredValue(output).FullName);
            using var progress = new ProgressLine(terminal);
            var result = await new TrainOutlineService(parsed.PathOrDefault(models, Home.Models)).TrainAsync(
                parsed.GetRequiredValue(folders), parsed.GetValue(scale), parsed.GetRequiredValue(output).FullName, parsed.GetValue(seed),
                parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            progress.Dispose();
            Report(terminal, result.Figures);
            foreach (var file in result.Files) terminal.Out.WriteLine($"Wrote {file}");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Report(Terminal terminal, OutlineFigures figures)
    {
        void Line(FormattableString text) => terminal.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        Line($"{figures.Photos} photos, by person; distances are shares of the face's width");
        Line($"Cheeks and jaw {figures.Curve.Value:P2} (95 % below {figures.CurveP95:P2})");
        Line($"Chin {figures.Chin.Value:P2}, middle of the hairline {figures.Hairline.Value:P2}");
        foreach (var one in figures.Measurements) Line($"{one.Name,-16} error {one.Error:0.0000}, correlation {one.Correlation:0.000}");
        Line($"Jaw to cheek between the drawn points: correlation {figures.JawPointsCorrelation:0.000}");
    }
}
