using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FaceShape.Web.Building;

/// <summary>The package for other people's pages: the site's own modules and assets with types, so that there is one of each.</summary>
/// <param name="options">Where the built site is, and where the package goes.</param>
/// <param name="bundler">Declares the types.</param>
internal sealed partial class NpmPackage(SiteOptions options, Bundler bundler)
{
    private const string Scripts = "dist";
    private const string Types = "types";

    /// <summary>Module by module what a page may import.</summary>
    private static readonly (string Export, string Module)[] Exports = [(".", "faceshape"), ("./element", "element")];

    private readonly string root = options.Package!;

    /// <summary>The version of all packages, from Directory.Build.props.</summary>
    public static string Version { get; } =
        typeof(NpmPackage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Writes the folder; <c>npm pack</c> makes the archive of it.</summary>
    /// <param name="files">What the modules load, besides the modules themselves.</param>
    /// <exception cref="SiteException">The types could not be declared.</exception>
    public async Task WriteAsync(IReadOnlyList<SiteAsset> files)
    {
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        foreach (var (_, module) in Exports) Copy(Path.Combine(options.Out, $"{module}.js"), $"{Scripts}/{module}.js");
        foreach (var file in files) Copy(Path.Combine(options.Out, file.Url), $"{Scripts}/{file.Url}");
        await DeclareAsync();
        foreach (var name in new[] { "README.md", "NOTICES.md" }) Copy(Path.Combine(options.Source, "package", name), name);
        Copy(Path.Combine(options.Source, "..", "..", "LICENSE"), "LICENSE");
        Copy(Path.Combine(options.Source, "..", "..", "eng", "licences", "Apache-2.0.txt"), "licences/Apache-2.0.txt");
        await File.WriteAllBytesAsync(Path.Combine(root, "package.json"), Manifest());
    }

    private static byte[] Manifest() => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            name = "@faceshape/web",
            version = Version,
            description = "Reads the shape of a face from a photo, in the page, on the device: a module and the element <face-shape>.",
            keywords = new[] { "face-shape", "custom-element", "on-device", "privacy", "wasm", "onnx" },
            license = "MIT",
            type = "module",
            sideEffects = new[] { $"./{Scripts}/element.js" },
            exports = Exports.ToDictionary(
                item => item.Export,
                item => new { types = $"./{Scripts}/{Types}/embed/{item.Module}.d.ts", @default = $"./{Scripts}/{item.Module}.js" }),
            files = new[] { Scripts, "licences", "NOTICES.md" },
        },
        new JsonSerializerOptions(SiteJson.Options) { WriteIndented = true });

    /// <summary>The types of what may be imported, and of what those name; not of everything there is.</summary>
    private async Task DeclareAsync()
    {
        var all = Directory.CreateTempSubdirectory("faceshape-types-").FullName;
        try
        {
            await bundler.DeclareAsync(all);
            var known = new HashSet<string>(Exports.Select(item => $"embed/{item.Module}"));
            var next = new Queue<string>(known);
            while (next.TryDequeue(out var module))
            {
                var text = await File.ReadAllTextAsync(Path.Combine(all, "client", module + ".d.ts"));
                foreach (Match import in Import().Matches(text))
                {
                    var named = new Uri(new Uri($"file:///{module}"), import.Groups[1].Value).AbsolutePath.TrimStart('/');
                    if (known.Add(named)) next.Enqueue(named);
                }

                // By the ending that every version of the compiler understands.
                Write($"{Scripts}/{Types}/{module}.d.ts", Import().Replace(text, "from '$1.js'"));
            }
        }
        finally
        {
            Directory.Delete(all, recursive: true);
        }
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void Copy(string from, string name)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(from, path);
    }

    [GeneratedRegex(@"from '(\.[^']*)\.[jt]s'")]
    private static partial Regex Import();
}
