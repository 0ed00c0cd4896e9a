using FaceShape.Collector.Storage;

namespace FaceShape.Collector.Operations;

/// <summary>Deletes what has expired, every minute.</summary>
internal sealed partial class Janitor(ICollectorStore store, CollectorOptions options, TimeProvider time, ILogger<Janitor> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>One round.</summary>
    public async Task CleanAsync(CancellationToken cancellation)
    {
        await store.ExpireDonationsAsync(time.GetUtcNow().ToUnixTimeSeconds(), cancellation);
        // Every round, whether something expired or not: after a deletion the database may have been busy.
        await store.EraseDeletedAsync(cancellation);
        await store.TrimReceiptsAsync(options.Receipts, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Failed(error.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "Deleting what has expired failed ({Kind}); it is tried again in a minute")]
    private partial void Failed(string kind);
}
