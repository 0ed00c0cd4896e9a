using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

/// <summary>What only a process of its own shows: signals, streams, working directory, scripts.</summary>
public class ProcessTests(TestPhotos photos) : IClassFixture<TestPhotos>
{
    private const int Interrupt = 2;

    [Fact]
    public async Task Interrupting_prints_what_was_done_and_exits_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill -INT");
        Assert.SkipWhen(IgnoresInterrupts(), "scripts start jobs in the background so that they ignore interrupts, and what they start too: run the tests in front");
        string[] many = [.. Enumerable.Repeat(photos.Face, 2000)];
        using var process = Start(Command(["classify", "--json", .. many]));
        var first = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        var lines = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Prepend(first!).ToList();
        Assert.InRange(lines.Count, 1, many.Length - 1);
        Assert.All(lines, line => Assert.Equal("ok", JsonDocument.Parse(line).RootElement.GetProperty("status").GetString()));
        Assert.Equal($"Stopped after {lines.Count} of {many.Length} photos", error.Trim());
    }

    [Fact]
    public async Task Reading_a_photo_leaves_nothing_behind_in_the_home_folder()
    {
        var home = Directory.CreateTempSubdirectory("faceshape home ");
        var start = Command(["classify", photos.Face, "--json"]);
        foreach (var name in new[] { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" })
        {
            start.Environment[name] = home.FullName;
        }

        start.Environment.Remove("ORT_DISABLE_TELEMETRY");

        using var process = Start(start);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Empty(home.EnumerateFileSystemInfos("*", SearchOption.AllDirectories));
        home.Delete();
    }

    [Theory]
    [InlineData(1, "--help >/dev/full")]
    [InlineData(1, "classify --help >/dev/full")]
    [InlineData(1, "--version >/dev/full")]
    [InlineData(1, "--version >&-")]
    [InlineData(1, "models list >/dev/full")]
    [InlineData(2, "clasify 2>/dev/full")]
    [InlineData(2, "clasify 2>&-")]
    [InlineData(2, "2>/dev/full")]
    [InlineData(1, "--help >/dev/full 2>&1")]
    public async Task Where_nothing_can_be_written_the_exit_code_says_it_and_no_stack_is_shown(int expected, string typed)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var program = Command([]).ArgumentList[0];
        using var process = Start(new("bash", ["-c", $"dotnet \"$1\" {typed}", "bash", program]));
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, process.ExitCode);
        Assert.Equal(typed.Contains("2>", StringComparison.Ordinal) ? 0 : 1, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_photo_that_has_to_be_turned_is_not_laid_on_the_disk()
    {
        var mirrored = photos.InFolder("mirrored.png");
        const int InTheMirror = 2;
        await File.WriteAllBytesAsync(mirrored, PhotoEncoder.Png(new PhotoDecoder().DecodeFile(photos.Face), InTheMirror), TestContext.Current.CancellationToken);
        var start = Command(["classify", mirrored, "--json"]);
        // libvips would put every picture above a thousand bytes into a folder that is not there.
        (start.Environment["VIPS_DISC_THRESHOLD"], start.Environment["TMPDIR"]) = ("1k", photos.InFolder("no such folder"));

        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal("ok", JsonDocument.Parse(output).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Relative_paths_are_those_of_the_callers_folder()
    {
        var start = Command(["classify", "face.png", "--json"]);
        start.WorkingDirectory = Path.GetDirectoryName(photos.Face)!;

        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal("face.png", JsonDocument.Parse(output).RootElement.GetProperty("photo").GetString());
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("measure")]
    public async Task What_the_README_shows_is_what_is_printed(string verb)
    {
        Repository.Npm("@vladmandic", "face-api");
        var readme = await File.ReadAllTextAsync(Repository.Path("README.md"), TestContext.Current.CancellationToken);
        var example = Regex.Match(readme, $@"^```\n\$ \./faceshape ({verb} .+)\n([^`]+)```$", RegexOptions.Multiline);
        Assert.True(example.Success, $"README.md shows no {verb}");
        var start = Command(example.Groups[1].Value.Split(' '));
        start.WorkingDirectory = Repository.Root;

        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(example.Groups[2].Value.TrimEnd(), output.TrimEnd());
    }

    private static ProcessStartInfo Command(IEnumerable<string> arguments) =>
        new("dotnet", [Repository.Path("artifacts", "bin", "FaceShape.Cli", "release", "FaceShape.Cli.dll"), .. arguments]);

    /// <summary>Whether this process, and so each that it starts, was told to ignore SIGINT.</summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        if (!File.Exists(Status)) return false;
        var line = File.ReadLines(Status).First(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return (ulong.Parse(line.AsSpan(Ignored.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1UL << (Interrupt - 1)) != 0;
    }

    private static Process Start(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return Process.Start(start)!;
    }
}
