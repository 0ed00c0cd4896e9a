using FaceShape.Collector;
using FaceShape.Collector.Donations;

if (args is ["--help" or "-h" or "-?", ..])
{
    Console.Out.WriteLine(CollectorOptions.Usage);
    return 0;
}

try
{
    string[] rest = args is ["serve" or "export", ..] ? args[1..] : args;
    var settings = CollectorApp.Settings(rest);
    if (args is ["export", ..])
    {
        // Reading photos needs no model; the list only bounds what is counted.
        var options = CollectorOptions.Read(new ConfigurationBuilder().AddConfiguration(settings).AddInMemoryCollection([new("models", new string('0', 12))]).Build());
        var folder = settings["out"] ?? throw new CollectorException($"--out is missing\n\n{CollectorOptions.Usage}");
        await using var store = CollectorApp.StoreOf(options);
        using var safe = new DonationSafe(options.DonationKey);
        var written = await DonationExport.WriteAsync(store, safe, folder, TimeProvider.System, CancellationToken.None);
        Console.Out.WriteLine($"Wrote {written} photos to {folder}");
        return 0;
    }

    await using var app = await CollectorApp.BuildAsync(CollectorOptions.Read(settings), TimeProvider.System, CancellationToken.None);
    await app.StartAsync();
    Console.Out.WriteLine($"Collecting at {string.Join(' ', app.Urls)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception error) when (error is CollectorException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
