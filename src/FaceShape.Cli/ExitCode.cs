namespace FaceShape.Cli;

/// <summary>What the command says to the program that called it.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for was done.</summary>
    public const int Success = 0;

    /// <summary>Some photos were not read, or the task failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C: 128 and the signal's number, as shells count.</summary>
    public const int Stopped = 130;
}
