using FaceShape.Insight;

namespace FaceShape.Collector.Storage;

/// <summary>Where counts and donations are kept. What a call has returned from is durable.</summary>
internal interface ICollectorStore : IAsyncDisposable
{
    /// <summary>Brings the tables to the newest form, once, however many instances start together.</summary>
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>Counts those reports whose nonce was not counted before, all or none.</summary>
    /// <param name="reports">No two of them have the same nonce.</param>
    /// <param name="cancellation">Gives up; then nothing was counted.</param>
    /// <returns>The nonces of those that were counted now.</returns>
    Task<IReadOnlySet<UInt128>> CountAsync(IReadOnlyCollection<Report> reports, CancellationToken cancellation);

    /// <summary>All counts, ordered by week, model and question.</summary>
    Task<IReadOnlyList<Cell>> ReadCellsAsync(CancellationToken cancellation);

    /// <summary>Size of the tables and their indexes.</summary>
    Task<long> BytesAsync(CancellationToken cancellation);

    /// <summary>Forgets the oldest nonces beyond a number, and gives their room back.</summary>
    Task TrimReceiptsAsync(int keep, CancellationToken cancellation);

    /// <summary>Keeps a donation; false when there are <paramref name="most"/> already.</summary>
    Task<bool> KeepDonationAsync(SealedDonation donation, int most, CancellationToken cancellation);

    /// <summary>Deletes a donation by its key; false when there is none.</summary>
    Task<bool> DeleteDonationAsync(byte[] key, CancellationToken cancellation);

    /// <summary>Deletes donations that have expired.</summary>
    Task<int> ExpireDonationsAsync(long now, CancellationToken cancellation);

    /// <summary>Takes deleted donations out of the files that a database keeps beside its tables.</summary>
    /// <returns>False while somebody else reads or writes; then it is to be tried again.</returns>
    Task<bool> EraseDeletedAsync(CancellationToken cancellation);

    /// <summary>Donations that have not expired.</summary>
    Task<IReadOnlyList<SealedDonation>> ReadDonationsAsync(long now, CancellationToken cancellation);
}
