using System.Data.Common;
using System.Net.Sockets;
using FaceShape.Collector;
using FaceShape.Collector.Donations;

const int Success = 0;
const int Failure = 1;
const int WrongUsage = 2;

if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.Out.WriteLine(CollectorOptions.Usage);
    return Success;
}

try
{
    var exports = args is ["export", ..];
    var settings = CollectorSettings.Read(exports || args is ["serve", ..] ? args[1..] : args);
    foreach (var variable in CollectorSettings.UnknownVariables()) Console.Error.WriteLine($"{variable} is no setting of the collector and is not used: --help lists them");
    return exports ? await ExportAsync(settings) : await ServeAsync(settings);
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return WrongUsage;
}
catch (Exception error) when (error is DbException or SocketException)
{
    Console.Error.WriteLine($"The database cannot be used ({error.Message}): check --database");
    return Failure;
}
catch (Exception error) when (error is CollectorException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return Failure;
}

static async Task<int> ServeAsync(IConfiguration settings)
{
    await using var app = await CollectorApp.BuildAsync(CollectorOptions.Read(settings), TimeProvider.System, CancellationToken.None);
    await app.StartAsync();
    Console.Out.WriteLine($"Collecting at {string.Join(' ', app.Urls)}");
    await app.WaitForShutdownAsync();
    return Success;
}

static async Task<int> ExportAsync(IConfiguration settings)
{
    // Reading photos needs no model; the list only bounds what is counted.
    var options = CollectorOptions.Read(new ConfigurationBuilder().AddConfiguration(settings).AddInMemoryCollection([new("models", new string('0', 12))]).Build());
    var folder = settings["out"] ?? throw new UsageException($"--out is missing\n\n{CollectorOptions.Usage}");
    // Both are made where a collector starts; here a new one would only hide that the wrong one was named.
    if (!options.IsPostgres && !File.Exists(options.Database))
        throw new CollectorException($"There is no database {options.Database}: name the collector's with --database");
    using var safe = DonationSafe.WithKeyOf(options.DonationKey);
    await using var store = CollectorApp.StoreOf(options);
    var (written, closed) = await DonationExport.WriteAsync(store, safe, folder, TimeProvider.System, CancellationToken.None);
    Console.Out.WriteLine($"Wrote {written} photos to {folder}");
    if (closed == 0) return Success;
    Console.Error.WriteLine($"Donations that do not open with this key: {closed}; name the key they were sealed with (--donation-key), or they are damaged");
    return Failure;
}
