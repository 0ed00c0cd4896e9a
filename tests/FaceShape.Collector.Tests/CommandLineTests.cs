using System.Diagnostics;
using FaceShape.Collector.Donations;
using FaceShape.Collector.Storage;
using FaceShape.Testing;

namespace FaceShape.Collector.Tests;

/// <summary>The program as it is started in an empty folder: exit codes, what it says, what it leaves.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private readonly string folder = Directory.CreateTempSubdirectory("faceshape-collector-").FullName;

    [Theory]
    [InlineData("'--min-report'", "--models", "0123456789ab", "--min-report", "500")]
    [InlineData("'-x'", "serve", "--models=0123456789ab", "-x")]
    [InlineData("'serv'", "serv", "--models=0123456789ab")]
    [InlineData("'--output'", "export", "--output", "photos")]
    public async Task A_name_that_is_no_option_is_refused_in_one_line(string name, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{name} is no option of the collector: --help lists them\n", run.Error);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_value_that_cannot_be_used_is_wrong_usage_too()
    {
        var run = await RunAsync(["--models=0123456789ab", "--min-reports=1"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--min-reports must be", run.Error);
    }

    [Fact]
    public async Task The_environment_sets_what_the_command_line_does_not_and_a_variable_that_sets_nothing_is_named()
    {
        // Settings are read before the database is opened, which there is none of: so the program ends.
        (string, string)[] environment = [("COLLECTOR_MODELS", "0123456789ab"), ("COLLECTOR_DATABASE", "no/such/c.db"), ("COLLECTOR_MIN_REPORTS", "1"), ("COLLECTOR_MIN_REPORT", "500")];
        var alone = await RunAsync([], environment);
        Assert.Equal(2, alone.ExitCode);
        Assert.Contains("--min-reports must be a whole number from 2 to 1000000, not '1'", alone.Error);
        Assert.Contains("COLLECTOR_MIN_REPORT is no setting of the collector and is not used", alone.Error);

        var overruled = await RunAsync(["--min-reports", "2"], environment);
        Assert.Equal(1, overruled.ExitCode);
        Assert.Contains("no/such/c.db", overruled.Error);
    }

    [Fact]
    public async Task An_export_where_there_is_no_database_says_so_and_makes_nothing()
    {
        var run = await RunAsync(["export", "--out", "photos"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("There is no database collector.db: name the collector's with --database\n", run.Error);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task An_export_without_the_key_says_so_and_makes_none()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "collector.db"), [], TestContext.Current.CancellationToken);
        var run = await RunAsync(["export", "--out", "photos"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("There is no key donations.key: name the one that the donations were sealed with (--donation-key)\n", run.Error);
        Assert.Equal(["collector.db"], Left());
    }

    [Fact]
    public async Task An_export_from_a_database_that_is_no_collectors_is_said_in_a_line()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, "collector.db"), [], TestContext.Current.CancellationToken);
        new DonationSafe(Path.Combine(folder, "donations.key")).Dispose();
        var run = await RunAsync(["export", "--out", "photos"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"\AThe database cannot be used \(.*no such table: donation.*\): check --database\n\z", run.Error);
        Assert.False(Directory.Exists(Path.Combine(folder, "photos")));
    }

    [Fact]
    public async Task An_export_writes_the_photos_that_have_not_expired()
    {
        await using (var store = new SqliteStore(Path.Combine(folder, "collector.db")))
        {
            using var safe = new DonationSafe(Path.Combine(folder, "donations.key"));
            await store.MigrateAsync(TestContext.Current.CancellationToken);
            var now = DateTimeOffset.UtcNow;
            await store.KeepDonationAsync(safe.Seal(Photo, "kept", now.AddDays(1).ToUnixTimeSeconds()), 10, TestContext.Current.CancellationToken);
            await store.KeepDonationAsync(safe.Seal(Photo, "expired", now.AddDays(-1).ToUnixTimeSeconds()), 10, TestContext.Current.CancellationToken);
        }

        var run = await RunAsync(["export", "--out", "photos"]);
        Assert.Equal((0, "Wrote 1 photos to photos\n"), (run.ExitCode, run.Out));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, "photos")));
        Assert.Equal(Photo, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Photos_that_do_not_open_are_counted_and_keep_no_other_back()
    {
        await using (var store = new SqliteStore(Path.Combine(folder, "collector.db")))
        {
            using var safe = new DonationSafe(Path.Combine(folder, "donations.key"));
            using var other = new DonationSafe(Path.Combine(folder, "other.key"));
            await store.MigrateAsync(TestContext.Current.CancellationToken);
            var tomorrow = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds();
            foreach (var (code, key) in new[] { ("one", other), ("two", safe), ("three", other), ("four", safe) })
                await store.KeepDonationAsync(key.Seal(Photo, code, tomorrow), 10, TestContext.Current.CancellationToken);
        }

        var run = await RunAsync(["export", "--out", "photos"]);
        Assert.Equal((1, "Wrote 2 photos to photos\n"), (run.ExitCode, run.Out));
        Assert.Equal("Donations that do not open with this key: 2; name the key they were sealed with (--donation-key), or they are damaged\n", run.Error);
        Assert.All(Directory.GetFiles(Path.Combine(folder, "photos")), file => Assert.Equal(Photo, File.ReadAllBytes(file)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Left() => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!)];

    private async Task<(int ExitCode, string Out, string Error)> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var program = Repository.Path("artifacts", "bin", "FaceShape.Collector", "release", "FaceShape.Collector.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60)); // one that starts to serve would never end
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var complained = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await said, await complained);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
