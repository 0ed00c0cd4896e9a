using System.IO.Compression;
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
public sealed class PackagesTests(Packed packed, Site site) : IClassFixture<Packed>
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
            if (name != "FaceShape") Assert.Superset(new HashSet<string> { "NOTICES.md", "licences/LGPL-3.0.txt", "licences/Apache-2.0.txt" }, files);
        }
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

    private static async Task<string> PhotoAsync(string folder)
    {
        var path = Path.Combine(folder, "photo.jpg");
        await File.WriteAllBytesAsync(path, (await Photos.FaceAsync()).Bytes);
        return path;
    }

    private static async Task<Classification.Classified> ExpectedAsync() =>
        (await NativeReader.ReadAsync(NativeReader.Decode((await Photos.FaceAsync()).Bytes))).Answer;

    private static (HashSet<string> Files, XDocument Nuspec) Open(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        using var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return ([.. archive.Entries.Select(entry => entry.FullName)], XDocument.Load(nuspec));
    }
}
