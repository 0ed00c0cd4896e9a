using System.Threading.Channels;
using FaceShape.Collector.Operations;
using FaceShape.Collector.Storage;
using FaceShape.Insight;

namespace FaceShape.Collector.Reports;

/// <summary>
/// Commits what waits in one go: a commit costs a flush of the disk, so one for a hundred reports is nearly a hundred times
/// faster than one for each. Nobody is told that a report was counted before the commit has returned.
/// </summary>
internal sealed partial class ReportWriter(ICollectorStore store, CollectorMetrics metrics, TimeProvider time, ILogger<ReportWriter> log)
    : BackgroundService
{
    /// <summary>Most requests that wait; more are turned away.</summary>
    public const int MaxWaiting = 4_096;

    private const int MaxReportsInCommit = 2_048;

    private readonly Channel<Waiting> queue = System.Threading.Channels.Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>How many wait now.</summary>
    public int Count => queue.Reader.Count;

    /// <summary>Counts a request's reports.</summary>
    /// <returns>How many of them were not counted before; null when too many wait.</returns>
    /// <exception cref="CollectorException">The database failed; whether they were counted is not known, sending them again is safe.</exception>
    public async Task<int?> CountAsync(IReadOnlyList<Report> reports)
    {
        var waiting = new Waiting(reports);
        return queue.Writer.TryWrite(waiting) ? await waiting.Done.Task : null;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // The web server has stopped before: what is in the queue is all there will be.
        queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Waiting> batch = [];
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            for (var reports = 0; reports < MaxReportsInCommit && queue.Reader.TryRead(out var next); reports += next.Reports.Count) batch.Add(next);
            await CommitAsync(batch);
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        // Two requests may bring the same report at once: the first counts it.
        Dictionary<UInt128, Report> reports = [];
        foreach (var report in batch.SelectMany(waiting => waiting.Reports)) reports.TryAdd(report.Nonce, report);
        try
        {
            var started = time.GetTimestamp();
            HashSet<UInt128> fresh = [.. await store.CountAsync(reports.Values, CancellationToken.None)];
            metrics.Committed(time.GetElapsedTime(started));
            foreach (var waiting in batch)
            {
                var counted = waiting.Reports.Count(report => fresh.Remove(report.Nonce));
                metrics.Counted(counted, waiting.Reports.Count - counted);
                waiting.Done.SetResult(counted);
            }
        }
        catch (Exception error)
        {
            // The type alone: messages of databases may quote values.
            Failed(error.GetType().Name);
            foreach (var waiting in batch) waiting.Done.TrySetException(new CollectorException("The database failed", error));
        }
    }

    [LoggerMessage(LogLevel.Error, "A commit failed ({Kind}); its senders are told to try again")]
    private partial void Failed(string kind);

    private sealed record Waiting(IReadOnlyList<Report> Reports)
    {
        public TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
