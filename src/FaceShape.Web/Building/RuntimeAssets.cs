using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaceShape.Inference;
using FaceShape.Native.Runtime;
using FaceShape.Web.Building.Networks;
using FaceShape.Web.Building.Wasm;

namespace FaceShape.Web.Building;

/// <summary>What the worker loads besides its own script; written for scripts as <c>Assets</c> of client/protocol.ts.</summary>
internal sealed record RuntimeAssets(DotnetAssets Dotnet, OnnxAssets Onnx, IReadOnlyList<ModelAsset> Models)
{
    /// <summary>What the binary that opens networks is called.</summary>
    public const string OpeningName = "ort-opening";

    private const string OnnxBinary = "ort-wasm-simd-threaded.wasm";

    // Those that somebody waits for.
    private static readonly IReadOnlyList<string> Packed = ModelNames.AllLight;

    /// <summary>What the first answer needs; the others are fetched when a photo or a person asks for them.</summary>
    public IEnumerable<ModelAsset> FirstModels => Models.Where(model => model.First);

    /// <summary>Everything but the models, and but what hardly anybody needs.</summary>
    public IEnumerable<SiteAsset> Runtimes() =>
        [Dotnet.Loader, Dotnet.Runtime, Dotnet.Native, Dotnet.Wasm, .. Dotnet.Assemblies, Onnx.Module, Onnx.Wasm, Onnx.Opened];

    /// <summary>Copies runtimes and models into the site, several at a time: compressing them well takes long.</summary>
    /// <exception cref="SiteException">Something has not been built yet.</exception>
    public static async Task<RuntimeAssets> CollectAsync(SiteOptions options, ModelCatalogue catalogue, SiteFolder site)
    {
        Task<SiteAsset> Add(string folder, string file, string? extension = null) => Task.Run(() =>
            site.AddAsset(Path.GetFileNameWithoutExtension(file), extension ?? Path.GetExtension(file), Material(folder, file)));

        var onnx = Path.Combine(options.Npm, "onnxruntime-web", "dist");
        var assemblies = AssemblyList(options.Browser);
        var runtimes = await Task.WhenAll(
            Add(onnx, "ort-wasm-simd-threaded.mjs"),
            Add(onnx, OnnxBinary),
            Task.Run(() => CutOnnx("ort", "onnxruntime.running.txt", onnx, options, site)),
            Task.Run(() => CutOnnx(OpeningName, "onnxruntime.functions.txt", onnx, options, site)),
            Add(options.Browser, "dotnet.js"),
            Add(options.Browser, "dotnet.runtime.js"),
            Add(options.Browser, "dotnet.native.js"),
            Add(options.Browser, "dotnet.native.wasm"));
        var managed = await Task.WhenAll(assemblies.Select(item => Add(options.Browser, item.Name, ".clr")));
        var models = await ModelsAsync(options.Models, catalogue.Models, site, Packed);
        MustFit(options.Npm, OnnxModel.RuntimeVersion);
        var packed = models.Where(model => Packed.Contains(model.Name)).Select(model => (model.Name, site.Read(model)));
        var opened = site.AddAsset("networks", OpenedNetworks.Extension, await OpenedNetworks.OpenAsync(options.Source, options.Npm, packed));
        return new(
            new(runtimes[4], runtimes[5], runtimes[6], runtimes[7],
                [.. assemblies.Zip(managed, (item, asset) => new AssemblyAsset(item.Name, item.Core, asset))]),
            new(runtimes[0], runtimes[2], runtimes[3], runtimes[1], opened),
            models);
    }

    /// <summary>Brings models of a folder into the site.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="models">Its catalogue.</param>
    /// <param name="site">The site.</param>
    /// <param name="packed">Names of those that are packed, so that they open sooner; the others are copied.</param>
    /// <exception cref="SiteException">One is missing, cannot be read, or has other bytes than its catalogue says.</exception>
    public static async Task<IReadOnlyList<ModelAsset>> ModelsAsync(
        string folder, IReadOnlyList<ModelEntry> models, SiteFolder site, IReadOnlyCollection<string> packed) =>
        await Task.WhenAll(models.Select(item => Task.Run(() => Model(folder, item, site, packed.Contains(item.Name)))));

    /// <summary>Holds the runtime that packs networks against the one that opens them: its format is that of one version.</summary>
    /// <param name="npm">Folder of npm packages.</param>
    /// <param name="packing">Version of the native runtime.</param>
    /// <exception cref="SiteException">They differ.</exception>
    public static void MustFit(string npm, string packing)
    {
        var opening = Parse<Package>(Path.Combine(npm, "onnxruntime-web"), "package.json").Version;
        if (opening != packing)
            throw new SiteException($"Networks are packed by ONNX Runtime {packing}, and pages open them with {opening}: install the same version of both");
    }

    /// <summary>Writes the packed models of a folder into another, each under its name.</summary>
    /// <exception cref="SiteException">One is missing, or cannot be read.</exception>
    public static void Pack(string models, string folder)
    {
        foreach (var item in Parse<ModelCatalogue>(models, "models.json").Models.Where(item => Packed.Contains(item.Name)))
            File.WriteAllBytes(Path.Combine(folder, item.Name + PackedNetwork.Extension), PackedNetwork.Of(item.Name, Material(models, item.File)));
    }

    private static SiteAsset CutOnnx(string name, string list, string folder, SiteOptions options, SiteFolder site)
    {
        var used = UsedFunctions.Parse(Encoding.UTF8.GetString(Material(options.Source, list)));
        return site.AddAsset(name, ".wasm", used.Cut(Material(folder, OnnxBinary)));
    }

    private static ModelAsset Model(string folder, ModelEntry item, SiteFolder site, bool packed)
    {
        var file = Material(folder, item.File);
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != item.Sha256)
            throw new SiteException($"{item.File} does not have the SHA-256 of models.json: run ./faceshape models build");
        var asset = packed
            ? site.AddAsset(item.Name, PackedNetwork.Extension, PackedNetwork.Of(item.Name, file))
            : site.AddAsset(item.Name, Path.GetExtension(item.File), file);
        return new(item.Name, item.Sha256, asset);
    }

    /// <summary>The bytes of a file that an earlier step made.</summary>
    /// <exception cref="SiteException">It is missing.</exception>
    public static byte[] Material(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new SiteException($"{path} is missing: publish FaceShape.Browser, run npm ci --ignore-scripts and ./faceshape models build first");
    }

    private static List<AssemblyItem> AssemblyList(string folder) => Parse<List<AssemblyItem>>(folder, "assemblies.json");

    /// <summary>The models, as the pages tell about them: in the order of the walk, the original ones last.</summary>
    public static IReadOnlyList<ModelFacts> Describe(string models)
    {
        List<string> walk = [.. ModelNames.AllLight, ModelNames.DescriptorRest, .. ModelNames.All];
        return [.. Parse<Descriptions>(models, "models.json").Models.OrderBy(model => walk.IndexOf(model.Name))];
    }

    /// <summary>The card of the classifiers that answer in the page.</summary>
    public static string Card(string models) => Path.Combine(models, "classifiers", "light.json");

    /// <summary>Reads a JSON file.</summary>
    /// <exception cref="SiteException">It is missing or cannot be read.</exception>
    public static T Parse<T>(string folder, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Material(folder, file), SiteJson.Options) ?? throw new JsonException("nothing in it");
        }
        catch (JsonException error)
        {
            throw new SiteException($"{Path.Combine(folder, file)} cannot be read: {error.Message}");
        }
    }

    private sealed record AssemblyItem(string Name, bool Core);

    private sealed record Package(string Version);

    private sealed record Descriptions(List<ModelFacts> Models);
}

/// <summary>The .NET runtime and the reader's assemblies.</summary>
internal sealed record DotnetAssets(SiteAsset Loader, SiteAsset Runtime, SiteAsset Native, SiteAsset Wasm, IReadOnlyList<AssemblyAsset> Assemblies);

/// <summary>ONNX Runtime web.</summary>
/// <param name="Module">The script around the binary.</param>
/// <param name="Wasm">The binary with the functions in which opened networks run; see <see cref="UsedFunctions"/>.</param>
/// <param name="Opening">The binary with the functions that open and run any of our networks.</param>
/// <param name="Whole">The binary as it was published, for a page that meets a function that was cut away.</param>
/// <param name="Opened">Its memory with the networks of the light walk open; see <see cref="OpenedNetworks"/>.</param>
internal sealed record OnnxAssets(SiteAsset Module, SiteAsset Wasm, SiteAsset Opening, SiteAsset Whole, SiteAsset Opened);

/// <summary>An assembly under a neutral extension: some hosts and firewalls refuse .dll.</summary>
internal sealed record AssemblyAsset : SiteAsset
{
    public AssemblyAsset(string virtualPath, bool core, SiteAsset asset)
        : base(asset) => (VirtualPath, Core) = (virtualPath, core);

    /// <summary>The name the runtime knows it by.</summary>
    public string VirtualPath { get; }

    /// <summary>Needed before managed code can start.</summary>
    public bool Core { get; }
}

/// <summary>A model by its name in the catalogue.</summary>
internal sealed record ModelAsset : SiteAsset
{
    public ModelAsset(string name, string model, SiteAsset asset)
        : base(asset) => (Name, Model) = (name, model);

    /// <summary>Such as <c>ssd_mobilenetv1</c>.</summary>
    public string Name { get; }

    /// <summary>SHA-256 of the file in the catalogue: of this one, or of what it was packed from.</summary>
    public string Model { get; }

    /// <summary>Needed for the first answer.</summary>
    public bool First => ModelNames.AllLight.Contains(Name);

    /// <summary>One of the original six.</summary>
    public bool Original => ModelNames.All.Contains(Name);
}
