using FaceShape.Training.Simulation;

namespace FaceShape.Cli.Insight;

/// <summary>
/// Two collectors on one database that is gone afterwards: one takes reports about weeks that are long over, the other takes
/// none about them and so publishes them. A collector publishes only weeks that can no longer grow.
/// </summary>
internal sealed class SimulationCollectors : IAsyncDisposable
{
    private static readonly string[] Models = ["--models", $"{Simulator.Champion},{Simulator.Challenger}"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape-simulate-");
    private CollectorLauncher? receiver;
    private CollectorLauncher? publisher;

    private SimulationCollectors()
    {
    }

    /// <summary>Where reports are sent.</summary>
    public Uri Receiver => receiver!.Address;

    /// <summary>Where results are asked for.</summary>
    public Uri Publisher => publisher!.Address;

    /// <summary>Starts both.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="Training.Shadow.ShadowException">The collector is not built, or does not start.</exception>
    public static async Task<SimulationCollectors> StartAsync(CancellationToken cancellation)
    {
        var both = new SimulationCollectors();
        try
        {
            var database = Path.Combine(both.folder.FullName, "collector.db");
            both.receiver = await CollectorLauncher.StartAsync(
                database, [.. Models, "--late-weeks", $"{Simulator.LateWeeks}", "--reports-per-minute", "1000000"], cancellation).ConfigureAwait(false);
            both.publisher = await CollectorLauncher.StartAsync(database, [.. Models, "--late-weeks", "0"], cancellation).ConfigureAwait(false);
            return both;
        }
        catch
        {
            await both.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (publisher is not null) await publisher.DisposeAsync().ConfigureAwait(false);
        if (receiver is not null) await receiver.DisposeAsync().ConfigureAwait(false);
        folder.Delete(recursive: true);
    }
}
