using System.Runtime.InteropServices;

namespace FaceShape.Native;

/// <summary>
/// Where a native library is looked for: an environment variable, else where a NuGet package puts it beside the running program, else
/// an npm package above it.
/// </summary>
/// <param name="Title">What people call it.</param>
/// <param name="Variable">Environment variable that names the file and overrides the search.</param>
/// <param name="Folder">Folder below <c>node_modules</c>, with forward slashes.</param>
/// <param name="Pattern">File name, with <c>*</c> for the version.</param>
internal sealed record NativeLibraryFile(string Title, string Variable, string Folder, string Pattern)
{
    /// <summary>ONNX Runtime as npm's onnxruntime-node ships it.</summary>
    public static NativeLibraryFile OnnxRuntime { get; } = new(
        "ONNX Runtime",
        "FACESHAPE_ONNXRUNTIME",
        $"onnxruntime-node/bin/napi-v6/{Platform}/{Architecture}",
        OfSystem(linux: "libonnxruntime.so.1", mac: "libonnxruntime*.dylib", windows: "onnxruntime.dll"));

    /// <summary>libvips as npm's sharp ships it.</summary>
    public static NativeLibraryFile LibVips { get; } = new(
        "libvips",
        "FACESHAPE_LIBVIPS",
        $"@img/sharp-libvips-{Platform}-{Architecture}/lib",
        OfSystem(linux: "libvips-cpp.so.*", mac: "libvips-cpp*.dylib", windows: "libvips-42.dll"));

    private static string Platform => OfSystem("linux", "darwin", "win32");

    private static string Runtime => $"{OfSystem("linux", "osx", "win")}-{Architecture}";

    private static string Architecture => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <summary>Loads the library; it stays until the process ends.</summary>
    /// <exception cref="NativeLibraryException">It was not found, or the system refuses it.</exception>
    public nint Load()
    {
        var path = Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException($"{Title} at {path} cannot be loaded: {error.Message}", error);
        }
    }

    /// <summary>The path of the library.</summary>
    /// <param name="named">Value of the environment variable, if set.</param>
    /// <param name="start">Folder whose ancestors are searched for <c>node_modules</c>.</param>
    /// <exception cref="NativeLibraryException">It is not there.</exception>
    public string Find(string? named, string start)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new NativeLibraryException($"{Title} is not at {named}, where {Variable} points; correct or unset that variable");
        }

        foreach (var packed in new[] { start, Path.Combine(start, "runtimes", Runtime, "native") })
        {
            if (Directory.Exists(packed) && Directory.EnumerateFiles(packed, Pattern).Order().FirstOrDefault() is { } found) return found;
        }

        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "node_modules", Folder);
            if (!Directory.Exists(candidate)) continue;
            if (Directory.EnumerateFiles(candidate, Pattern).Order().FirstOrDefault() is { } found) return found;
        }

        throw new NativeLibraryException(
            $"{Title} is missing (node_modules/{Folder}); run ./faceshape once, it installs npm packages, or name the file in {Variable}"
            + $" (NuGet packages carry it for some platforms; this one has none for {Runtime})");
    }

    private static string OfSystem(string linux, string mac, string windows) =>
        OperatingSystem.IsWindows() ? windows : OperatingSystem.IsMacOS() ? mac : linux;
}
