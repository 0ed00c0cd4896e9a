using System.CommandLine;
using System.Reflection;
using FaceShape.Cli.Commands;
using FaceShape.Cli.Terminals;

namespace FaceShape.Cli;

/// <summary>The whole command line: what was typed in, an exit code out.</summary>
internal static class CommandLine
{
    private const string Name = "faceshape";

    // An '@' in front of a file name is a file name, not a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly TimeSpan PatienceAfterStop = TimeSpan.FromSeconds(10);

    /// <summary>Runs a command.</summary>
    /// <param name="arguments">What was typed after the command's name.</param>
    /// <param name="terminal">Where results and errors go.</param>
    /// <param name="cancellation">Stops it as Ctrl-C does.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Root(terminal).Parse(arguments, Parsing);
        var misused = parsed.Errors.Count > 0 && parsed.Action is not (HelpWithExamples or VersionAction);
        if (misused && !IsBare(parsed)) return Misused(parsed, terminal);
        if (misused) parsed = Root(terminal).Parse([.. arguments, "--help"], Parsing);
        var configuration = new InvocationConfiguration
        {
            Output = misused ? terminal.Error : terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = PatienceAfterStop,
        };
        try
        {
            var status = await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
            return misused ? ExitCode.Usage : status;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Verbs tell their own failures; help and version, which are no verbs, end here when a stream is full or closed.
            terminal.Complain(null, $"Nothing can be written: {error.Message}");
            return misused ? ExitCode.Usage : ExitCode.Failure;
        }
    }

    // Somebody who types no verb wants to know which there are.
    private static bool IsBare(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command.Subcommands.Count > 0;

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads the shape of a face from a photo, on this machine: nothing is sent anywhere.")
        {
            ClassifyCommand.Create(terminal),
            MeasureCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            StabilityCommand.Create(terminal),
            TrainCommand.Create(terminal),
            TrainOutlineCommand.Create(terminal),
            TrainPopulationCommand.Create(terminal),
            ModelsCommand.Create(terminal),
            ShadowCommand.Create(terminal),
            SimulateCommand.Create(terminal),
            ServeCommand.Create(terminal),
        };
        root.HelpName = Name;
        foreach (var option in root.Options)
        {
            if (option is VersionOption version) version.Action = new VersionAction(Name);
        }

        HelpWithExamples.AddTo(root);
        return root;
    }

    private static int Misused(ParseResult parsed, Terminal terminal)
    {
        if (parsed.UnmatchedTokens.Count > 0) terminal.Complain(null, $"'{parsed.UnmatchedTokens[0]}' is not known here");
        else foreach (var error in parsed.Errors) terminal.Complain(null, error.Message);
        terminal.Complain(null, $"See {PathOf(parsed.CommandResult.Command)} --help");
        return ExitCode.Usage;
    }

    private static string PathOf(Symbol command) =>
        command is RootCommand ? Name : $"{PathOf(command.Parents.First())} {command.Name}";

    private sealed class VersionAction(string name) : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"{name} {version}");
            return ExitCode.Success;
        }
    }
}
