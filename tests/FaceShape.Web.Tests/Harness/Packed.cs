using System.Diagnostics;
using FaceShape.Testing;

namespace FaceShape.Web.Tests.Harness;

/// <summary>The packages, packed anew, and a folder for fresh projects; nothing goes into the caches of the one who runs this.</summary>
public sealed class Packed : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Where eng/pack.sh leaves them.</summary>
    public static string Folder { get; } = Repository.Path("artifacts", "packages");

    /// <summary>For fresh projects, outside of the repository.</summary>
    public string Fresh { get; } = Directory.CreateTempSubdirectory("faceshape-fresh-").FullName;

    public async ValueTask InitializeAsync() => await RunAsync(Repository.Root, Repository.Path("eng", "pack.sh"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Fresh, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The one package whose file name matches.</summary>
    public static string Find(string pattern) => Directory.GetFiles(Folder, pattern).Single();

    /// <summary>Copies a sample to a fresh folder, as somebody would who begins with it.</summary>
    public string Copy(string sample)
    {
        var target = Path.Combine(Fresh, sample);
        var source = Repository.Path("samples", sample);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    /// <summary>The usual sources and the folder of the packages.</summary>
    public void WriteNuGetConfig(string folder) => File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources><add key="packed" value="{Folder}" /></packageSources>
          <packageSourceMapping>
            <packageSource key="nuget.org"><package pattern="*" /></packageSource>
            <packageSource key="packed"><package pattern="FaceShape*" /></packageSource>
          </packageSourceMapping>
        </configuration>
        """);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    /// <summary>Starts a program.</summary>
    internal Process Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Packages of the same version as those of another day must not come from a cache; the checkout's own projects would go on looking there.
        if (folder != Repository.Root) start.Environment["NUGET_PACKAGES"] = Path.Combine(Fresh, "nuget");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = start.Environment["DOTNET_NOLOGO"] = start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment.Remove("FACESHAPE_ONNXRUNTIME");
        start.Environment.Remove("FACESHAPE_LIBVIPS");
        return Process.Start(start)!;
    }
}
