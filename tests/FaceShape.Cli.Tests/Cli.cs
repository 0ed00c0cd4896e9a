using FaceShape.Cli.Terminals;

namespace FaceShape.Cli.Tests;

/// <summary>What one run of the command said.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public string[] OutLines => Lines(Out);

    public string[] ErrorLines => Lines(Error);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs the command in this process, as a program would see it: no terminal.</summary>
internal static class Cli
{
    public static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var status = await CommandLine.RunAsync(arguments, new Terminal(output, error, false, false),
            TestContext.Current.CancellationToken);
        return new(status, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
