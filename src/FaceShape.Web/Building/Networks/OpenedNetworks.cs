using System.Diagnostics;

namespace FaceShape.Web.Building.Networks;

/// <summary>
/// ONNX Runtime web's memory after it has opened the networks that every photo needs, without their weights: a page that takes it over has
/// nothing to set up and nothing to plan. <c>open-networks.mjs</c> makes it, <c>client/worker/opened-networks.ts</c> puts it to use.
/// </summary>
/// <remarks>
/// Length of what follows, little-endian; JSON: <c>size</c> of the memory, <c>own</c> (how much of its beginning the binary fills),
/// <c>names</c> of the binary's functions, <c>networks</c> (where the file of each lies in the memory, how long it is, and its session),
/// <c>parts</c> of the memory that are not what the binary put there, or zero (where, how long); the bytes of all parts.
/// </remarks>
internal static class OpenedNetworks
{
    /// <summary>Of such files.</summary>
    public const string Extension = ".fso";

    /// <summary>Opens networks.</summary>
    /// <param name="source">The folder of client/.</param>
    /// <param name="npm">The node_modules folder.</param>
    /// <param name="networks">Packed networks by name.</param>
    /// <exception cref="SiteException">One could not be opened.</exception>
    public static async Task<byte[]> OpenAsync(string source, string npm, IEnumerable<(string Name, byte[] Packed)> networks)
    {
        var folder = Directory.CreateTempSubdirectory("faceshape");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            var (unpack, opened) = (At("unpack.mjs"), At("opened"));
            await File.WriteAllBytesAsync(unpack, await new Bundler(source, npm).BundleAsync("client/worker/packed-network.ts"));
            List<string> files = [];
            foreach (var (name, packed) in networks)
            {
                files.Add(At(name + PackedNetwork.Extension));
                await File.WriteAllBytesAsync(files[^1], packed);
            }

            await RunAsync([
                Path.Combine(source, "Building", "Networks", "open-networks.mjs"),
                Path.Combine(npm, "onnxruntime-web", "dist"), unpack, opened, .. files]);
            return await File.ReadAllBytesAsync(opened);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardError = true })
            ?? throw new SiteException("node did not start");
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new SiteException($"Networks could not be opened:\n{errors.Trim()}");
    }
}
