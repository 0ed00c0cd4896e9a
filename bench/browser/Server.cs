using System.Diagnostics;

namespace FaceShape.Bench.Browser;

/// <summary><c>faceshape serve</c>, on a free port.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Serves a folder.</summary>
    public static async Task<Server> StartAsync(string root, string folder)
    {
        var cli = Path.Combine(root, "artifacts", "bin", "FaceShape.Cli", "release", "FaceShape.Cli.dll");
        var start = new ProcessStartInfo("dotnet", [cli, "serve", folder, "--port", "8700"]) { RedirectStandardOutput = true };
        // Code that a server optimizes in the background, file by file, would take processor time from the page that is measured.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        var process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is not { } address) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new(process, new(address));
        }

        throw new InvalidOperationException($"the server ended with {process.ExitCode}");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
