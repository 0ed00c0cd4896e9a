using System.Diagnostics;

namespace FaceShape.Web.Building;

/// <summary>Checks and bundles scripts and styles with what npm brought.</summary>
/// <param name="source">The folder that holds client/ and styles/.</param>
/// <param name="npm">The node_modules folder.</param>
internal sealed class Bundler(string source, string npm)
{
    /// <summary>The element for other sites leaves this module to be loaded: a page that has both has one reader.</summary>
    private const string Shared = "./faceshape.js";

    private static readonly string[] Projects = ["tsconfig.json", "tsconfig.workers.json"];

    /// <summary>Checks the types of all scripts.</summary>
    /// <exception cref="SiteException">There is an error; the compiler's words are in the message.</exception>
    public Task CheckAsync() => Task.WhenAll(Projects.Select(project =>
        RunAsync("tsc", "--project", Path.Combine(source, "client", project))));

    /// <summary>Bundles one entry into one file.</summary>
    /// <param name="entry">Path below the source folder.</param>
    /// <param name="defines">Names that stand for JSON in the scripts.</param>
    /// <exception cref="SiteException">The bundler failed; its words are in the message.</exception>
    public async Task<byte[]> BundleAsync(string entry, params (string Name, string Json)[] defines)
    {
        var target = Path.Combine(Path.GetTempPath(), $"faceshape-{Guid.NewGuid():N}{(entry.EndsWith(".css") ? ".css" : ".js")}");
        try
        {
            await RunAsync("esbuild", [
                Path.Combine(source, entry), "--bundle", "--minify", "--format=esm", "--target=es2022,safari16.4", "--charset=utf8",
                "--legal-comments=none", "--log-level=warning", $"--external:{Shared}", $"--outfile={target}",
                .. defines.Select(define => $"--define:{define.Name}={define.Json}")]);
            return await File.ReadAllBytesAsync(target);
        }
        finally
        {
            File.Delete(target);
        }
    }

    /// <summary>Writes the types of all scripts of the page, below <c>client/</c>.</summary>
    /// <param name="folder">Where to.</param>
    /// <exception cref="SiteException">There is an error; the compiler's words are in the message.</exception>
    public Task DeclareAsync(string folder) => RunAsync(
        "tsc", "--project", Path.Combine(source, "client", Projects[0]), "--declaration", "--emitDeclarationOnly", "--noEmit", "false",
        "--stripInternal", "--rootDir", source, "--outDir", folder);

    private async Task RunAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(npm, ".bin", OperatingSystem.IsWindows() ? tool + ".cmd" : tool);
        if (!File.Exists(path)) throw new SiteException($"{tool} is not in {npm}: run npm ci --ignore-scripts");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // The worker's imports are resolved from the npm folder also when that lies elsewhere.
        start.Environment["NODE_PATH"] = npm;
        using var process = Process.Start(start) ?? throw new SiteException($"{tool} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var words = (await output + await error).Trim();
        if (process.ExitCode != 0) throw new SiteException($"{tool} found errors:\n{words}");
        if (words.Length > 0) Console.Error.WriteLine(words);
    }
}
