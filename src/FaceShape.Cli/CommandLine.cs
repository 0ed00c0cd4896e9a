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
        if (parsed.Errors.Count > 0 && parsed.Action is not (HelpWithExamples or VersionAction)) return Misused(parsed, terminal);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = PatienceAfterStop,
        };
        return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Reads the shape of a face from a photo, on this machine: nothing is sent anywhere.")
        {
            ClassifyCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            TrainCommand.Create(terminal),
            ModelsCommand.Create(terminal),
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
        foreach (var error in parsed.Errors) terminal.Complain(null, error.Message);
        List<string> path = [];
        for (Symbol? symbol = parsed.CommandResult.Command; symbol is Command and not RootCommand; symbol = symbol.Parents.FirstOrDefault()) path.Insert(0, symbol.Name);
        terminal.Complain(null, $"See {string.Join(' ', [Name, .. path])} --help");
        return ExitCode.Usage;
    }

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
