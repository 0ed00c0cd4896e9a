using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FaceShape.Testing;

namespace FaceShape.Tests;

/// <summary>Who may know whom, and that every guest of the house is accounted for.</summary>
public partial class HouseTests
{
    /// <summary>Whom each room names in its project file.</summary>
    private static readonly Dictionary<string, string[]> Knows = new()
    {
        ["FaceShape"] = [],
        ["FaceShape.Native"] = ["FaceShape"],
        ["FaceShape.Browser"] = ["FaceShape"],
        ["FaceShape.Collector"] = ["FaceShape"],
        ["FaceShape.Training"] = ["FaceShape", "FaceShape.Native"],
        ["FaceShape.Cli"] = ["FaceShape.Collector", "FaceShape.Training"],
        ["FaceShape.Web"] = ["FaceShape", "FaceShape.Native"],
    };

    public static TheoryData<string> Rooms =>
        [.. Directory.GetDirectories(Repository.Path("src"), "FaceShape*").Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_names_only_whom_it_may_know(string room)
    {
        var project = XDocument.Load(Repository.Path("src", room, room + ".csproj"));
        var named = project.Descendants("ProjectReference").Select(reference => ProjectName(reference.Attribute("Include")!.Value)).Order();

        Assert.True(Knows.ContainsKey(room), $"{room} is new: say here and in docs/architecture.md whom it may know");
        Assert.Equal(Knows[room], named);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_compiled_room_refers_only_to_whom_it_may_know(string room)
    {
        var assembly = BuiltAssembly(room);
        Assert.SkipWhen(assembly is null, $"{room} is not built: run ./test");

        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var referred = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name.StartsWith("FaceShape", StringComparison.Ordinal));

        Assert.Subset(Closure(room), referred.ToHashSet());
    }

    [Fact]
    public void The_core_refers_to_nothing_but_the_base_library_without_files_network_console_or_JSON()
    {
        string[] platform = ["System.Console", "System.Net", "System.IO", "System.Text.Json", "System.Text.RegularExpressions",
            "System.Diagnostics.Process"];
        var references = typeof(FaceReader).Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();

        Assert.All(references, name => Assert.StartsWith("System.", name));
        Assert.DoesNotContain(references, name => platform.Any(banned => name.StartsWith(banned, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_core_is_guarded_by_the_list_of_banned_symbols()
    {
        var project = XDocument.Load(Repository.Path("src", "FaceShape", "FaceShape.csproj"));
        var banned = File.ReadAllLines(Repository.Path("src", "FaceShape", "BannedSymbols.txt"));

        Assert.Contains(project.Descendants("PackageReference"), package =>
            package.Attribute("Include")?.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(project.Descendants("AdditionalFiles"), file => file.Attribute("Include")?.Value == "BannedSymbols.txt");
        Assert.DoesNotContain("RS0030",
            File.ReadAllText(Repository.Path("Directory.Build.props")) + project + File.ReadAllText(Repository.Path(".editorconfig")));
        string[] kinds = ["N:System.IO;", "N:System.Net;", "N:System.Text.Json;", "T:System.Console;", "T:System.Environment;",
            "T:System.Random;", "P:System.DateTime.UtcNow;"];
        Assert.All(kinds, kind => Assert.Contains(banned, line => line.StartsWith(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_dependency_has_a_line_that_says_why_it_is_here()
    {
        var rows = File.ReadAllLines(Repository.Path("docs", "dependencies.md")).Where(line => line.StartsWith('|')).ToList();
        string[] dependencies = [.. NuGetPackages(), .. NpmPackages()];

        Assert.NotEmpty(dependencies);
        Assert.All(dependencies, name => Assert.Contains(rows, row => row.Contains($"`{name}`", StringComparison.Ordinal)));
        Assert.All(rows.SelectMany(row => Named().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value)), name =>
            Assert.Contains(name, dependencies));
    }

    private static IEnumerable<string> NuGetPackages() =>
        XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value);

    private static IEnumerable<string> NpmPackages()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("package.json")));
        foreach (var kind in new[] { "dependencies", "optionalDependencies", "devDependencies" })
        {
            if (!file.RootElement.TryGetProperty(kind, out var packages)) continue;
            foreach (var package in packages.EnumerateObject()) yield return package.Name;
        }
    }

    private static HashSet<string> Closure(string room) => [.. Knows[room].SelectMany(known => Closure(known).Prepend(known))];

    private static string ProjectName(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    // The browser's build has a folder of its own for its runtime identifier.
    private static string? BuiltAssembly(string room)
    {
        var folder = Repository.Path("artifacts", "bin", room);
        if (!Directory.Exists(folder)) return null;
        return Directory.EnumerateFiles(folder, room + ".dll", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc);
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
