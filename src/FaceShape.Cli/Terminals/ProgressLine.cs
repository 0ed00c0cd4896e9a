using System.Diagnostics;

namespace FaceShape.Cli.Terminals;

/// <summary>One line on standard error that counts items: only for people, and only when the task takes its time.</summary>
/// <param name="terminal">Where.</param>
/// <param name="shown">False where progress would get between results on the same screen.</param>
internal sealed class ProgressLine(Terminal terminal, bool shown = true) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly bool active = shown && terminal.ErrorIsTerminal;
    private TimeSpan next = Patience;
    private int width;

    /// <summary>So many items are done; may be called from any thread.</summary>
    public void Report(string what, int done, int total)
    {
        if (!active) return;
        lock (gate)
        {
            if (clock.Elapsed < next) return;
            next = clock.Elapsed + Interval;
            Write($"{what} {done}/{total}");
        }
    }

    /// <summary>Says in one line what went wrong, where the counting was; may be called from any thread.</summary>
    public void Complain(string subject, string message)
    {
        lock (gate)
        {
            if (width > 0) Write("");
            terminal.Complain(subject, message);
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (width > 0) Write("");
            next = TimeSpan.MaxValue;
        }
    }

    private void Write(string text)
    {
        terminal.Error.Write($"\r{text.PadRight(width)}{(text.Length == 0 ? "\r" : "")}");
        width = text.Length;
    }
}
