using System.CommandLine;
using FaceShape.Cli.Insight;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Data;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape shadow</c>: may the challenger take the champion's place?</summary>
internal static class ShadowCommand
{
    private const int DefaultPhotos = 400;
    private const int MaxPhotos = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Notes = """
        Examples:
          faceshape shadow labelled/ golden/ --challenger new-models
          faceshape shadow labelled/ --champion-pipeline original --challenger models
          faceshape shadow --challenger new-models --results https://collect.example.org/v1/results --out report
          faceshape shadow --results results.json

        First on photos here (labelled folders, and folders of photos without labels), then from what devices reported. The answer
        is one verdict, promote, keep watching or stop, with its reasons. Without a challenger, the weeks of the champion are
        compared with each other. Looking often at what devices reported does no harm: the tests that decide there hold however often
        somebody looks. Photos here are looked at once; asking again with others until they agree would not be fair.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.OfPaths(new Argument<string[]>("FOLDER")
        {
            Description = "Labelled folders, and folders of photos",
            Arity = ArgumentArity.ZeroOrMore,
        });
        var champion = Model("--champion", "Models in use: a folder, or the twelve digits of their name (default: those that came with the program)");
        var challenger = Model("--challenger", "Models beside them: a folder, or the twelve digits of their name");
        var championWalk = SharedOptions.PipelineOption("The champion's walk (default: light)", "--champion-pipeline");
        var challengerWalk = SharedOptions.PipelineOption("The challenger's walk (default: light)", "--challenger-pipeline");
        var results = new Option<string?>("--results") { Description = "What a collector published: a file, or its address", HelpName = "FILE|URL" };
        var photos = SharedOptions.Bounded(
            new Option<int>("--photos") { Description = "Most photos that are read, drawn at random", HelpName = "N", DefaultValueFactory = _ => DefaultPhotos }, 1, MaxPhotos);
        var mirrored = new Option<bool>("--mirrored") { Description = "Read each photo mirrored as well" };
        var seed = SharedOptions.Seed();
        var threads = SharedOptions.Threads();
        var output = SharedOptions.ReportFolder();
        var json = SharedOptions.Json("One JSON object");

        var command = new VerbCommand("shadow", "Compares a challenger with the models in use.", Notes)
        {
            folders, champion, championWalk, challenger, challengerWalk, results, photos, mirrored, seed, threads, output, json,
        };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            var (one, other) = (parsed.GetValue(champion) ?? Home.Models, parsed.GetValue(challenger));
            OutputFolder.Open(parsed.GetValue(output)?.FullName);
            ShadowReport? report = null;
            if (parsed.GetValue(folders) is { Length: > 0 } paths)
            {
                if (other is null) throw new ShadowException("Photos compare two models: name the other with --challenger");
                foreach (var models in new[] { one, other })
                {
                    if (!Directory.Exists(models)) throw new ShadowException($"There is no folder of models {models}: a name alone cannot read photos");
                }

                using var progress = new ProgressLine(terminal);
                report = await new ShadowService(new(one, parsed.GetValue(championWalk)), new(other, parsed.GetValue(challengerWalk)), Home.Models).CompareAsync(
                    paths, parsed.GetValue(photos), parsed.GetValue(mirrored), parsed.GetValue(seed), parsed.ThreadsOrAll(threads),
                    new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            }

            if (parsed.GetValue(results) is { } source)
            {
                var collected = CollectedResults.Parse(await PublishedResults.ReadAsync(source, Patience, cancellation).ConfigureAwait(false));
                var online = OnlineComparison.Of(collected, ModelIdentity.Of(one), other is null ? null : ModelIdentity.Of(other));
                report = report?.And(online) ?? online;
            }

            if (report is null) throw new ShadowException("There is nothing to look at: name folders of photos, or --results");
            if (parsed.GetValue(output) is { } folder)
            {
                foreach (var file in ReportFiles.Write(folder.FullName, report)) terminal.Error.WriteLine($"Wrote {file}");
            }

            terminal.Out.Write(parsed.GetValue(json) ? report.ToJson() : report.ToMarkdown());
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string?> Model(string name, string what) => new(name) { Description = what, HelpName = "DIR|NAME" };
}
