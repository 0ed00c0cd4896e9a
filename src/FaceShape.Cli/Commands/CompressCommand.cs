using System.CommandLine;
using System.Globalization;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Compression;
using FaceShape.Training.Data;
using Spectre.Console;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape models compress</c>: what smaller trunks weigh and cost.</summary>
internal static class CompressCommand
{
    private const int MostSkipped = 1000;

    private const string Notes = """
        Examples:
          faceshape models compress crops:pad=0.35 pictures --out docs
          faceshape models compress photos/ --every 3

        Trains classifiers on each trunk, and asks those of the whole trunk about each smaller one's map; always about people
        they did not learn from. Takes half an hour for five thousand photos on two cores; --every 3 takes a third of it.

        """;

    public static Command Create(Terminal terminal)
    {
        var folders = SharedOptions.LabelledFolders();
        var output = new Option<DirectoryInfo?>("--out") { Description = "Folder that gets models.md and models.json", HelpName = "DIR" };
        var every = SharedOptions.Bounded(
            new Option<int>("--every") { Description = "Look at each N-th photo", HelpName = "N", DefaultValueFactory = _ => 1 }, 1, MostSkipped);
        var pad = SharedOptions.Pad();
        var threads = SharedOptions.Threads();
        var models = SharedOptions.Models();

        var command = new VerbCommand("compress", "Weighs smaller trunks against what they cost in agreement and accuracy.", Notes)
            { folders, output, every, pad, threads, models };
        command.Run(terminal, async (parsed, cancellation) =>
        {
            OutputFolder.Open(parsed.GetValue(output)?.FullName);
            using var progress = new ProgressLine(terminal);
            var service = new CompressionService(new(parsed.PathOrDefault(models, Home.Models), Home.FeatureCache) { NotKept = new CacheWarning(progress).Say }, Home.NpmPackages);
            var result = await service.CompareAsync(
                parsed.GetRequiredValue(folders), parsed.GetValue(pad), parsed.GetValue(every), TrunkVariant.All,
                parsed.ThreadsOrAll(threads), new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
            progress.Dispose();
            terminal.Layout().Write(Table(result));
            if (parsed.GetValue(output) is not { } folder) return ExitCode.Success;
            foreach (var file in service.Write(result, folder.FullName)) terminal.Out.WriteLine($"Wrote {file}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Table Table(CompressionResult result)
    {
        var table = new Table().Border(TableBorder.Simple)
            .Title(string.Create(CultureInfo.InvariantCulture, $"{result.Photos} photos of {result.People} people"))
            .AddColumns("Trunk", "Multiply-adds", "Brotli", "Same answer", "First", "First two", "Learnt anew");
        foreach (var row in result.Figures)
        {
            table.AddRow(
                row.Variant.ToString(),
                Text($"{row.MultiplyAdds / 1e6:0} M"),
                Text($"{row.BrotliBytes / 1e6:0.00} MB"),
                Text($"{row.Same:P1}"),
                Text($"{row.Top1:P1}"),
                Text($"{row.Top2:P1}"),
                Text($"{row.Relearnt1:P1}, {row.Relearnt2:P1}"));
        }

        return table;

        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
