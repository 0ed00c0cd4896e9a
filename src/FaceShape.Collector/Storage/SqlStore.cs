using System.Data.Common;
using FaceShape.Insight;

namespace FaceShape.Collector.Storage;

/// <summary>What both databases have in common.</summary>
internal abstract class SqlStore : ICollectorStore
{
    private const string Version = "SELECT max(version) FROM migration";

    /// <summary>Statements of each version, the first at index 0; a version that was released never changes.</summary>
    protected abstract IReadOnlyList<string> Migrations { get; }

    /// <summary>Statement that keeps other instances out until the transaction ends.</summary>
    protected abstract string LockMigrations { get; }

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, cancellation);
        await ExecuteAsync(connection, transaction, LockMigrations, [], cancellation);
        await ExecuteAsync(connection, transaction, "CREATE TABLE IF NOT EXISTS migration (version INTEGER NOT NULL PRIMARY KEY)", [], cancellation);
        await using var query = Command(connection, transaction, Version, []);
        var current = await query.ExecuteScalarAsync(cancellation) is { } value and not DBNull ? Convert.ToInt32(value, null) : 0;
        if (current > Migrations.Count)
            throw new CollectorException($"The database is of version {current}, this program knows {Migrations.Count}: use a newer program");
        for (var version = current + 1; version <= Migrations.Count; version++)
        {
            await ExecuteAsync(connection, transaction, Migrations[version - 1], [], cancellation);
            await ExecuteAsync(connection, transaction, "INSERT INTO migration (version) VALUES (@version)", [("version", version)], cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Query for the size of the tables.</summary>
    protected abstract string Size { get; }

    public abstract Task<IReadOnlySet<UInt128>> CountAsync(IReadOnlyCollection<Report> reports, CancellationToken cancellation);

    public abstract Task TrimReceiptsAsync(int keep, CancellationToken cancellation);

    public async Task<IReadOnlyList<Cell>> ReadCellsAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var query = Command(connection, null, "SELECT week, model, question, value, count FROM cell ORDER BY week, model, question, value", []);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<Cell> cells = [];
        while (await reader.ReadAsync(cancellation))
            cells.Add(new(reader.GetInt32(0), reader.GetInt64(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4)));
        return cells;
    }

    public async Task<long> BytesAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var query = Command(connection, null, Size, []);
        return Convert.ToInt64(await query.ExecuteScalarAsync(cancellation), null);
    }

    public async Task<bool> KeepDonationAsync(SealedDonation donation, int most, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await ExecuteAsync(
            connection,
            null,
            "INSERT INTO donation (key, sealed, expires) SELECT @key, @sealed, @expires WHERE (SELECT count(*) FROM donation) < @most",
            [("key", donation.Key), ("sealed", donation.Sealed), ("expires", donation.Expires), ("most", (long)most)],
            cancellation) == 1;
    }

    public async Task<bool> DeleteDonationAsync(byte[] key, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await ExecuteAsync(connection, null, "DELETE FROM donation WHERE key = @key", [("key", key)], cancellation) == 1;
    }

    public async Task<int> ExpireDonationsAsync(long now, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await ExecuteAsync(connection, null, "DELETE FROM donation WHERE expires <= @now", [("now", now)], cancellation);
    }

    public abstract Task<bool> EraseDeletedAsync(CancellationToken cancellation);

    public async Task<IReadOnlyList<SealedDonation>> ReadDonationsAsync(long now, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var query = Command(connection, null, "SELECT key, sealed, expires FROM donation WHERE expires > @now ORDER BY expires", [("now", now)]);
        await using var reader = await query.ExecuteReaderAsync(cancellation);
        List<SealedDonation> donations = [];
        while (await reader.ReadAsync(cancellation))
            donations.Add(new((byte[])reader[0], (byte[])reader[1], reader.GetInt64(2)));
        return donations;
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>A connection of its own, ready for use.</summary>
    protected abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>A transaction that may write.</summary>
    protected virtual ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.BeginTransactionAsync(cancellation);

    protected static DbCommand Command(
        DbConnection connection, DbTransaction? transaction, string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    protected static async Task<int> ExecuteAsync(
        DbConnection connection, DbTransaction? transaction, string sql, (string Name, object Value)[] parameters, CancellationToken cancellation)
    {
        await using var command = Command(connection, transaction, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
