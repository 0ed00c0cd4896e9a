using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceShape.Cli.Insight;
using FaceShape.Cli.Terminals;
using FaceShape.Training.Data;
using FaceShape.Training.Shadow;
using FaceShape.Training.Simulation;

namespace FaceShape.Cli.Commands;

/// <summary><c>faceshape simulate</c>: people whose truth is known share through the real protocol, and the figures are held against the truth.</summary>
internal static class SimulateCommand
{
    private const string Notes = """
        Examples:
          faceshape simulate
          faceshape simulate --devices 50000 --challenger 0.55
          faceshape simulate --devices 50000 --challenger 0.45 --out report

        Nobody real is asked. Devices draw randomized answers as real ones do and send them over HTTP to a collector, which is
        started for this on a database that is deleted afterwards. A collector publishes only weeks that can no longer grow, so a
        second one on the same database, which takes no late reports (--late-weeks 0), gives the results; --collector and
        --publisher name two others.

        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static Command Create(Terminal terminal)
    {
        var plain = new PopulationOptions();
        var devices = Whole("--devices", "Devices with the app", plain.Devices, 1, PopulationOptions.MaxDevices);
        var weeks = Whole("--weeks", "Weeks, the last of which is two before this one", plain.Weeks, 1, PopulationOptions.MaxWeeks);
        var optIn = Share("--opt-in", "Share of devices whose owner chose to share", plain.OptIn);
        var use = Share("--use", "Probability that a device is used in a week", plain.WeeklyUse);
        var feedback = Share("--feedback", "Probability that a person says in a week which shape is right", plain.Feedback);
        var champion = Share("--champion", "Share of people whose shape the model names", plain.ChampionAccuracy);
        var challenger = SharedOptions.Bounded(new Option<double>("--challenger") { Description = "The same of a challenger; without it there is none", HelpName = "SHARE" }, 0, 1);
        var seed = SharedOptions.Seed();
        var collector = new Option<Uri?>("--collector") { Description = "Address of a running collector that takes the reports", HelpName = "URL", CustomParser = Address };
        var publisher = new Option<Uri?>("--publisher") { Description = "Address of another on the same database, started with --late-weeks 0, which gives the results", HelpName = "URL", CustomParser = Address };
        var paper = new Option<bool>("--paper") { Description = "Only what more people and other epsilons give, and what they cost (docs/scale.md)" };
        var output = SharedOptions.ReportFolder();
        var json = SharedOptions.Json("One JSON object; null where there would be too few reports for a figure");

        var command = new VerbCommand("simulate", "Holds what a collector publishes against a known truth.", Notes)
        {
            devices, weeks, optIn, use, feedback, champion, challenger, seed, collector, publisher, paper, output, json,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetResult(collector) is null) != (result.GetResult(publisher) is null)) result.AddError("--collector and --publisher go together");
            if (result.GetValue(paper) && (result.GetValue(json) || result.GetResult(output) is not null)) result.AddError("--paper only prints tables: leave out --json and --out");
        });
        command.Run(terminal, async (parsed, cancellation) =>
        {
            var options = new PopulationOptions
            {
                Devices = parsed.GetValue(devices),
                Weeks = parsed.GetValue(weeks),
                OptIn = parsed.GetValue(optIn),
                WeeklyUse = parsed.GetValue(use),
                Feedback = parsed.GetValue(feedback),
                ChampionAccuracy = parsed.GetValue(champion),
                ChallengerAccuracy = parsed.GetResult(challenger) is null ? null : parsed.GetValue(challenger),
                Seed = parsed.GetValue(seed),
            };
            options.Check();
            if (parsed.GetValue(paper))
            {
                terminal.Out.Write($"{ScaleText.Precision(PaperTable.Of(options))}\n{ScaleText.Costs(CostTable.Of(new(), options))}");
                return ExitCode.Success;
            }

            OutputFolder.Open(parsed.GetValue(output)?.FullName);
            var result = await RunAsync(options, parsed.GetValue(collector), parsed.GetValue(publisher), terminal, cancellation).ConfigureAwait(false);
            if (parsed.GetValue(output) is { } folder) ReportFiles.Write(folder.FullName, result.Shadow);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonSerializer.Serialize(result, Json));
            else Write(terminal, options, result);
            return ExitCode.Success;
        });
        return command;

        static Uri? Address(System.CommandLine.Parsing.ArgumentResult result)
        {
            var text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
            result.AddError($"{((System.CommandLine.Parsing.OptionResult)result.Parent!).IdentifierToken?.Value} must be an address such as http://localhost:8090, not '{text}'");
            return null;
        }

        static Option<int> Whole(string name, string what, int otherwise, int least, int most) => SharedOptions.Bounded(
            new Option<int>(name) { Description = what, HelpName = "N", DefaultValueFactory = _ => otherwise }, least, most);

        static Option<double> Share(string name, string what, double otherwise) => SharedOptions.Bounded(
            new Option<double>(name) { Description = what, HelpName = "SHARE", DefaultValueFactory = _ => otherwise }, 0, 1);
    }

    private static async Task<SimulationResult> RunAsync(
        PopulationOptions options, Uri? collector, Uri? publisher, Terminal terminal, CancellationToken cancellation)
    {
        await using var started = collector is null ? await SimulationCollectors.StartAsync(cancellation).ConfigureAwait(false) : null;
        using var receiving = new HttpClient { BaseAddress = started?.Receiver ?? collector };
        using var publishing = new HttpClient { BaseAddress = started?.Publisher ?? publisher };
        using var progress = new ProgressLine(terminal);
        var simulator = new Simulator(options, receiving, publishing, TimeProvider.System);
        return await simulator.RunAsync(new TrainingProgressLine(progress), cancellation).ConfigureAwait(false);
    }

    private static void Write(Terminal terminal, PopulationOptions options, SimulationResult result)
    {
        var lines = terminal.Out;
        lines.WriteLine(Text($"{options.Devices:N0} devices, {options.OptIn:P0} share, {options.Weeks} weeks: {result.Reports:N0} reports in {result.Seconds:F1} s"));
        lines.WriteLine();
        lines.WriteLine("Week  Question          Value                     Reports   Truth  Estimate  95 % interval");
        foreach (var row in result.Rows.Where(row => row.Week == result.Rows[^1].Week))
            lines.WriteLine(Text($"{row.Week}  {row.Question,-16}  {Short(row.Values),-24}  {row.Reports,7}  {100 * row.Truth,6:F1}  {100 * row.Estimate,8:F1}  {100 * row.Low:F1} to {100 * row.High:F1}{(row.Holds ? "" : "  missed")}"));
        lines.WriteLine(Text($"Intervals that hold the truth, all weeks: {result.Rows.Count(row => row.Holds)} of {result.Rows.Count} ({result.Covered:P1}; 95 % is expected)"));
        lines.WriteLine();
        lines.WriteLine(Text($"Verdict: {ShadowReportText.Word(result.Shadow.Verdict)}"));
        foreach (var reason in result.Shadow.Reasons) lines.WriteLine($"  {reason.Name}: {reason.Words}");
        lines.WriteLine();
        lines.Write($"With more people or another epsilon, on paper:\n\n{ScaleText.Precision(result.Paper)}");
    }

    private static string Short(string values) => values.Length <= 24 ? values : values[..21] + "...";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
