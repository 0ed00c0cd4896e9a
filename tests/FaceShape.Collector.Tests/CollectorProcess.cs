using System.Diagnostics;
using System.Text;
using FaceShape.Testing;

namespace FaceShape.Collector.Tests;

/// <summary>A collector as it is deployed: a process of its own, which can be killed.</summary>
internal sealed class CollectorProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private CollectorProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>All it wrote after its first line, to both streams.</summary>
    public string Log
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<CollectorProcess> StartAsync(string database, params string[] arguments)
    {
        var program = Repository.Path("artifacts", "bin", "FaceShape.Collector", "release", "FaceShape.Collector.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "--database", database, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var collector = new CollectorProcess(Process.Start(start)!);
        collector.process.ErrorDataReceived += (_, line) => collector.Say(line.Data);
        collector.process.BeginErrorReadLine();
        var first = await collector.process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (first?.StartsWith("Collecting at ", StringComparison.Ordinal) != true)
        {
            await collector.DisposeAsync();
            throw new InvalidOperationException($"The collector did not start: {first} {collector.Log}");
        }

        collector.Address = new Uri(first["Collecting at ".Length..]);
        _ = collector.ListenAsync();
        return collector;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task<int> StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line) Say(line);
    }

    private void Say(string? line)
    {
        lock (said) said.AppendLine(line);
    }
}
