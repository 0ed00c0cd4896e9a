using System.CommandLine;
using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Commands;

/// <summary>A verb of the command line: its failures are one clear line, its help ends in examples.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Shown under its options, title included.</param>
internal sealed class VerbCommand(string name, string description, string examples) : Command(name, description)
{
    /// <summary>What the help says after the options.</summary>
    public string Examples { get; } = examples;

    /// <summary>Sets what the verb does.</summary>
    /// <param name="terminal">Where failures are said.</param>
    /// <param name="run">Gives the exit code; may throw what is wrong with models, folders or files.</param>
    public void Run(Terminal terminal, Func<ParseResult, CancellationToken, Task<int>> run) => SetAction(async (parsed, cancellation) =>
    {
        try
        {
            return await run(parsed, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Complain(null, "Stopped");
            return ExitCode.Stopped;
        }
        catch (Exception error)
        {
            var (code, message) = ErrorCode.Of(error);
            terminal.Complain(null, message, code);
            return ExitCode.Failure;
        }
    });
}
