using FaceShape.Web.Building;
using FaceShape.Web.Building.Wasm;

try
{
    if (args is ["note-entries", var module, var noting])
    {
        File.WriteAllBytes(noting, WasmModule.Parse(File.ReadAllBytes(module)).WithEntriesNoted());
        return 0;
    }

    if (args is ["pack-networks", var models, var folder])
    {
        RuntimeAssets.Pack(models, folder);
        return 0;
    }

    var options = SiteOptions.Parse(args);
    var started = TimeProvider.System.GetTimestamp();
    var report = await SiteBuilder.BuildAsync(options);
    Console.Error.WriteLine($"{report}\nBuilt {options.Out} in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s");
    return 0;
}
catch (SiteException error)
{
    Console.Error.WriteLine(error.Message);
    return error.ExitCode;
}
