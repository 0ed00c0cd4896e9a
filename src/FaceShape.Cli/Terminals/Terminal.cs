using System.Text;
using Spectre.Console;

namespace FaceShape.Cli.Terminals;

/// <summary>The two streams of the command, and whether people look at them.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors and progress.</param>
/// <param name="OutIsTerminal">Results may be coloured and laid out.</param>
/// <param name="ErrorIsTerminal">Progress may be shown.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool OutIsTerminal, bool ErrorIsTerminal)
{
    // Plain results are not wrapped: paths stay in one piece.
    private const int PlainWidth = 8192;

    /// <summary>The streams of this process, as UTF-8 whatever the locale says: JSON is nothing else.</summary>
    public static Terminal OfProcess() => new(
        Writer(Console.OpenStandardOutput()),
        Writer(Console.OpenStandardError()),
        !Console.IsOutputRedirected,
        !Console.IsErrorRedirected);

    /// <summary>Lays results out: with colour for a terminal, plain otherwise.</summary>
    public IAnsiConsole Layout()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = OutIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!OutIsTerminal) console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Says in one line what went wrong.</summary>
    /// <param name="subject">The photo or folder, if it is about one.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="code">From the closed list, where it has one.</param>
    public void Complain(string? subject, string message, string? code = null)
    {
        var line = (subject is null ? "" : subject + ": ") + message + (code is null ? "" : $" [{code}]");
        try
        {
            Error.WriteLine(line.ReplaceLineEndings(" "));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Full or closed: nobody can be told, but the exit code still says it.
        }
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
}
