using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Enumeration;
using System.Net.Sockets;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FaceShape.Shared;
using FaceShape.Testing;
using FaceShape.Web.Building;
using FaceShape.Web.Tests.Harness;
using Microsoft.Playwright;

namespace FaceShape.Web.Tests.Embedding;

/// <summary>What others install: packed, put into fresh projects, and asked about a photo.</summary>
public sealed partial class PackagesTests(Packed packed, Site site) : IClassFixture<Packed>
{
    private const float Patience = 120_000;

    [Fact]
    public void All_packages_have_the_one_version_their_papers_and_what_they_need()
    {
        var version = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?$", version);
        Assert.Equal(version, NpmPackage.Version);
        string[] names = ["FaceShape", "FaceShape.Native", "FaceShape.Cli"];
        Assert.Equal(
            names.SelectMany(name => new[] { $"{name}.{version}.nupkg", $"{name}.{version}.snupkg" }).Append($"faceshape-web-{version}.tgz")
                .Order(StringComparer.Ordinal),
            Directory.GetFiles(Packed.Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            var (files, nuspec) = Open(Packed.Find($"{name}.{version}.nupkg"));
            Assert.Superset(new HashSet<string> { "README.md", "LICENSE" }, files);
            string Of(string element) => nuspec.Descendants().Single(one => one.Name.LocalName == element).Value;
            Assert.Equal(("MIT", "README.md", version), (Of("license"), Of("readme"), Of("version")));
            Assert.Matches("^[0-9a-f]{40}$", nuspec.Descendants().Single(one => one.Name.LocalName == "repository").Attribute("commit")!.Value);
            if (name != "FaceShape.Cli") Assert.Contains($"lib/net10.0/{name}.xml", files);
        }
    }

    [Theory]
    [InlineData("FaceShape.*.nupkg")]
    [InlineData("FaceShape.Native.*.nupkg")]
    [InlineData("FaceShape.Cli.*.nupkg")]
    [InlineData("faceshape-web-*.tgz")]
    public void What_others_made_is_named_in_the_notices_with_licences_that_are_packed(string package)
    {
        var version = NpmPackage.Version;
        var files = Contents(Packed.Find(package.Replace("*", version, StringComparison.Ordinal)));
        string[] own = ["FaceShape", "light_classifiers", "outline", "jaw", "length", "shape", "decoder", "worker", "element", "faceshape", "models"];
        var foreign = files.Keys.Where(file => Made().IsMatch(file)).Select(file => Path.GetFileName(file))
            .Where(file => !own.Contains(file.Split('.')[0], StringComparer.Ordinal)).ToArray();
        if (package == "FaceShape.*.nupkg")
        {
            Assert.Empty(foreign);
            return;
        }

        Assert.NotEmpty(foreign);
        var notices = files["NOTICES.md"];
        var parts = Quoted().Matches(notices).Select(match => match.Groups[1].Value.Split('/')[^1]).ToArray();
        Assert.All(foreign, file => Assert.Contains(parts, part => FileSystemName.MatchesSimpleExpression(part, file, ignoreCase: false)));
        Assert.All(Quoted().Matches(notices).Select(match => match.Groups[1].Value).Where(name => name.StartsWith("licences/", StringComparison.Ordinal)),
            name => Assert.NotEmpty(files[name]));
    }

    [Theory]
    [InlineData("FaceShape")]
    [InlineData("FaceShape.Native")]
    [InlineData("FaceShape.Cli")]
    public void Nothing_compiled_says_where_it_was_compiled(string name)
    {
        foreach (var ending in new[] { "nupkg", "snupkg" })
        {
            using var archive = ZipFile.OpenRead(Packed.Find($"{name}.{NpmPackage.Version}.{ending}"));
            foreach (var entry in archive.Entries.Where(entry => entry.Name.StartsWith("FaceShape", StringComparison.Ordinal)))
            {
                using var copy = new MemoryStream();
                using (var stream = entry.Open()) stream.CopyTo(copy);
                // Symbols hold the parts of a path one by one.
                var bytes = copy.ToArray();
                Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, entry.FullName);
                if (entry.Name.EndsWith(".pdb", StringComparison.Ordinal)) Assert.All(Documents(bytes), path => Assert.StartsWith("/_/", path, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void The_tool_is_one_program_and_carries_none_that_cannot_start()
    {
        var files = Contents(Packed.Find($"FaceShape.Cli.{NpmPackage.Version}.nupkg")).Keys;
        Assert.Equal(["FaceShape.Cli.runtimeconfig.json"], files.Where(file => file.EndsWith(".runtimeconfig.json", StringComparison.Ordinal)).Select(Path.GetFileName));
        Assert.DoesNotContain(files, file => file.Contains("Collector", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fresh_dotnet_project_answers_a_photo_with_the_package()
    {
        var project = packed.Copy("dotnet");
        packed.WriteNuGetConfig(project);
        var photo = await PhotoAsync(project);
        var printed = await packed.RunAsync(project, "dotnet", "run", "-c", "Release", "--", photo);
        var shape = (await ExpectedAsync()).Shape;
        Assert.StartsWith($"{shape.Label} ", printed, StringComparison.Ordinal);
        Assert.Contains($", then {shape.Second}", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_is_installed_as_a_tool_and_answers_a_photo_anywhere()
    {
        var folder = Directory.CreateDirectory(Path.Combine(packed.Fresh, "tool")).FullName;
        packed.WriteNuGetConfig(folder);
        await packed.RunAsync(folder, "dotnet", "tool", "install", "FaceShape.Cli", "--tool-path", "bin", "--version", NpmPackage.Version);
        var printed = await packed.RunAsync(folder, Path.Combine(folder, "bin", "faceshape"), "classify", await PhotoAsync(folder), "--json");
        using var answer = JsonDocument.Parse(printed);
        Assert.Equal(Names.Of((await ExpectedAsync()).Shape.Label), answer.RootElement.GetProperty("shape").GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_fresh_shop_serves_the_npm_package_under_a_strict_policy_and_both_its_ways_answer_a_photo()
    {
        var shop = packed.Copy("web");
        await packed.RunAsync(shop, "npm", "install", "--no-save", "--no-audit", "--no-fund", "--offline", Packed.Find("*.tgz"));
        await CheckSampleAsync(shop);
        await CheckTypesAsync(shop);
        using var server = packed.Start(shop, "node", "server.mjs", "0");
        try
        {
            var address = (await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal("400", await StatusAsync(address, "//"));
            await using var visit = await site.VisitAsync();
            await visit.Page.GotoAsync(address);
            var photo = (await Photos.FaceAsync()).Payload;
            var expected = Names.Of((await ExpectedAsync()).Shape.Label);
            await visit.Page.Locator("face-shape input[type=file]").SetInputFilesAsync(photo);
            await Assertions.Expect(visit.Page.Locator("#told")).ToHaveAttributeAsync("data-shape", expected, new() { Timeout = Patience });
            await visit.Page.Locator("#file").SetInputFilesAsync(photo);
            await Assertions.Expect(visit.Page.Locator("#reading")).ToContainTextAsync($"\"label\": \"{expected}\"", new() { Timeout = Patience });
            await Assertions.Expect(visit.Page.Locator("#reading")).ToContainTextAsync(new Regex("\"frames\": \\[\\s+\""));
            Assert.All(visit.Errors, line => Assert.Contains("favicon", line, StringComparison.Ordinal));
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The sample is right, and the compiler does look at its script: it says so when that is wrong.</summary>
    private async Task CheckSampleAsync(string shop)
    {
        Task<string> CheckAsync() => packed.RunAsync(shop, Repository.Npm(".bin", "tsc"), "--project", shop);
        await CheckAsync();
        var path = Path.Combine(shop, "shop.js");
        var script = File.ReadAllText(path);
        File.WriteAllText(path, script.Replace("shape.label", "shape.lable", StringComparison.Ordinal));
        var wrong = await Assert.ThrowsAnyAsync<Exception>(CheckAsync);
        Assert.Contains("lable", wrong.Message, StringComparison.Ordinal);
        File.WriteAllText(path, script);
    }

    /// <summary>As a project in TypeScript would import it by its name: what is right compiles, and what is wrong does not.</summary>
    private async Task CheckTypesAsync(string shop)
    {
        const string Right = """
            import { FaceShape, FaceShapeError, type Reading } from '@faceshape/web';
            import '@faceshape/web/element';
            export async function shapeOf(file: Blob): Promise<string> {
              const reader = await FaceShape.open({ assets: '/faceshape/', onProgress: ({ loaded, total }) => console.log(loaded / total) });
              const reading: Reading = await reader.read(file);
              const element: HTMLElement & { reading: Reading | undefined } = document.createElement('face-shape');
              element.addEventListener('face-shape-result', ({ detail }) => console.log(detail.shape.second));
              document.addEventListener('face-shape-error', ({ detail }) => console.log(detail.code));
              window.addEventListener('face-shape-progress', ({ detail }) => console.log(detail.loaded));
              return reading.shape.label === 'oval' ? reading.shape.label : new FaceShapeError('no-face').message;
            }
            """;
        string[] options = ["--ignoreConfig", "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
        File.WriteAllText(Path.Combine(shop, "right.mts"), Right);
        File.WriteAllText(Path.Combine(shop, "wrong.mts"), Right.Replace("'oval'", "'egg'", StringComparison.Ordinal));
        await packed.RunAsync(shop, Repository.Npm(".bin", "tsc"), [.. options, "right.mts"]);
        var wrong = await Assert.ThrowsAnyAsync<Exception>(() => packed.RunAsync(shop, Repository.Npm(".bin", "tsc"), [.. options, "wrong.mts"]));
        Assert.Contains("egg", wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>Of an address that no client would send by itself.</summary>
    private static async Task<string> StatusAsync(string server, string address)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("localhost", new Uri(server).Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split(' ')[1];
    }

    private static async Task<string> PhotoAsync(string folder)
    {
        var path = Path.Combine(folder, "photo.jpg");
        await File.WriteAllBytesAsync(path, (await Photos.FaceAsync()).Bytes);
        return path;
    }

    private static async Task<Classification.Classified> ExpectedAsync() =>
        (await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes))).Answer;

    /// <summary>Programs, libraries and networks.</summary>
    [GeneratedRegex(@"\.(dll|clr|wasm|m?js|onnx|fsn|fso|dylib|so(\.[\d.]+)?)$")]
    private static partial Regex Made();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    private static string[] Documents(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }

    /// <summary>A package's files by their names, the texts among them with what they say.</summary>
    private static Dictionary<string, string> Contents(string path)
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(string name, Stream stream) =>
            contents[name] = Path.GetExtension(name) is ".md" or ".txt" ? new StreamReader(stream).ReadToEnd() : "";
        if (path.EndsWith(".nupkg", StringComparison.Ordinal))
        {
            using var archive = ZipFile.OpenRead(path);
            foreach (var entry in archive.Entries) Add(entry.FullName, entry.Open());
            return contents;
        }

        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
            if (entry.DataStream is { } stream) Add(entry.Name["package/".Length..], stream);
        return contents;
    }

    private static (HashSet<string> Files, XDocument Nuspec) Open(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return ([.. archive.Entries.Select(entry => entry.FullName)], XDocument.Load(nuspec));
    }
}
