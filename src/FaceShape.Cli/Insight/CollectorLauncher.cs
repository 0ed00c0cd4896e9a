using System.Diagnostics;
using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Insight;

/// <summary>Starts a collector as a process of its own, on any free port.</summary>
internal sealed class CollectorLauncher : IAsyncDisposable
{
    private const string Ready = "Collecting at ";

    private readonly Process process;

    private CollectorLauncher(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="arguments">Further options of the collector.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ShadowException">It is not built, or does not start.</exception>
    public static async Task<CollectorLauncher> StartAsync(string database, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var program = Home.Collector;
        if (!File.Exists(program)) throw new ShadowException("The collector is not built: dotnet build src/FaceShape.Collector -c Release");
        var start = new ProcessStartInfo("dotnet", [program, "--database", database, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var launcher = new CollectorLauncher(Process.Start(start)!);
        try
        {
            var line = await launcher.process.StandardOutput.ReadLineAsync(cancellation).ConfigureAwait(false);
            if (line?.StartsWith(Ready, StringComparison.Ordinal) != true) throw new ShadowException($"The collector did not start: {line}");
            launcher.Address = new Uri(line[Ready.Length..]);
            _ = launcher.process.StandardOutput.ReadToEndAsync(CancellationToken.None); // else it would wait once the pipe is full
            return launcher;
        }
        catch
        {
            await launcher.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        process.Dispose();
    }
}
