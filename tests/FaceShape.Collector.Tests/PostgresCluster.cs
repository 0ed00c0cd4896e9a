using System.Diagnostics;
using FaceShape.Testing;

namespace FaceShape.Collector.Tests;

/// <summary>
/// A PostgreSQL of its own in a temporary folder, on a port of its own, gone afterwards. Debian's package has the programs;
/// where they are missing the tests are skipped. PostgreSQL refuses to run as root: then it runs as the package's user.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private const string User = "postgres";
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"faceshape-postgres-{Guid.NewGuid():N}");
    private readonly int port = Ports.Free();
    private bool running;

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).MaxBy(bin => bin, StringComparer.Ordinal)
        : null;

    /// <summary>Makes a database and gives its connection string; skips the test where there is no PostgreSQL.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is missing: sudo apt-get install postgresql");
        var name = $"test{Guid.NewGuid():N}";
        await RunAsync("createdb", "-h", "127.0.0.1", "-p", $"{port}", "-U", User, name);
        return $"Host=127.0.0.1;Port={port};Username={User};Database={name}";
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs is null) return;
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess) await ProcessOf("chown", User, folder).WaitForExitAsync();
        var data = Path.Combine(folder, "data");
        await RunAsync("initdb", "-D", data, "-U", User, "-A", "trust", "--no-instructions", "--no-sync", "-E", "UTF8", "--locale=C");
        await RunAsync("pg_ctl", "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -c listen_addresses=127.0.0.1 -k {folder}", "start");
        running = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (running) await RunAsync("pg_ctl", "-D", Path.Combine(folder, "data"), "-m", "immediate", "stop");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        // What they say is thrown away by a shell: the server, which lives on, would keep a redirected pipe open.
        string[] quiet = ["-c", "exec \"$0\" \"$@\" >/dev/null", path, .. arguments];
        using var process = Environment.IsPrivilegedProcess ? ProcessOf("runuser", ["-u", User, "--", "sh", .. quiet]) : ProcessOf("sh", quiet);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
    }

    private static Process ProcessOf(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath(), UseShellExecute = false })!;
}
