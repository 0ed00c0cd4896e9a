using System.Data.Common;
using FaceShape.Insight;
using Microsoft.Data.Sqlite;

namespace FaceShape.Collector.Storage;

/// <summary>SQLite in a file: nothing to install. Write-ahead logging, so that readers never wait for the writer.</summary>
/// <param name="path">The file; made when it is not there.</param>
internal sealed class SqliteStore(string path) : SqlStore
{
    private const string Count = """
        INSERT INTO cell (week, model, question, value, count) VALUES (@week, @model, @question, @value, 1)
        ON CONFLICT (week, model, question, value) DO UPDATE SET count = count + 1
        """;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10 }.ToString();
    private readonly SemaphoreSlim writing = new(1, 1);

    protected override IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE cell (
          week INTEGER NOT NULL, model INTEGER NOT NULL, question TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL,
          PRIMARY KEY (week, model, question, value)) WITHOUT ROWID;
        CREATE TABLE receipt (id INTEGER PRIMARY KEY AUTOINCREMENT, nonce BLOB NOT NULL UNIQUE);
        CREATE TABLE donation (key BLOB NOT NULL PRIMARY KEY, sealed BLOB NOT NULL, expires INTEGER NOT NULL);
        """,
    ];

    // BeginAsync takes the write lock itself.
    protected override string LockMigrations => "SELECT 1";

    protected override string Size => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";

    public override async Task<IReadOnlySet<UInt128>> CountAsync(IReadOnlyCollection<Report> reports, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await using var transaction = await BeginAsync(connection, cancellation);
            await using var receive = Command(
                connection, transaction, "INSERT OR IGNORE INTO receipt (nonce) VALUES (@nonce)", [("nonce", Array.Empty<byte>())]);
            await using var count = Command(connection, transaction, Count, [("week", 0), ("model", 0L), ("question", ""), ("value", "")]);
            HashSet<UInt128> fresh = [];
            foreach (var report in reports)
            {
                receive.Parameters[0].Value = Bytes(report.Nonce);
                if (await receive.ExecuteNonQueryAsync(cancellation) == 0) continue;
                count.Parameters[0].Value = report.Week;
                count.Parameters[1].Value = (long)report.Model.Bits;
                count.Parameters[2].Value = report.Question.Name;
                count.Parameters[3].Value = report.Question.Values[report.Value];
                await count.ExecuteNonQueryAsync(cancellation);
                fresh.Add(report.Nonce);
            }

            await transaction.CommitAsync(cancellation);
            return fresh;
        }
        finally
        {
            writing.Release();
        }
    }

    public override async Task TrimReceiptsAsync(int keep, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await ExecuteAsync(connection, null, "DELETE FROM receipt WHERE id <= (SELECT max(id) FROM receipt) - @keep", [("keep", (long)keep)], cancellation);
    }

    public override async Task<bool> EraseDeletedAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await using var checkpoint = Command(connection, null, "PRAGMA wal_checkpoint(TRUNCATE)", []);
            return Convert.ToInt32(await checkpoint.ExecuteScalarAsync(cancellation), null) == 0;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return false;
        }
        finally
        {
            writing.Release();
        }
    }

    public override ValueTask DisposeAsync()
    {
        writing.Dispose();
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            // FULL: what was acknowledged outlasts also a power cut. secure_delete: pages of deleted photos are overwritten;
            // copies in the write-ahead log stay until EraseDeletedAsync.
            await ExecuteAsync(connection, null, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", [], cancellation);
            return connection;
        }
        catch (SqliteException error)
        {
            await connection.DisposeAsync();
            throw new CollectorException($"{path} cannot be opened as an SQLite database ({error.Message}): name another with --database", error);
        }
    }

    protected override async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellation) =>
        await Task.FromResult(((SqliteConnection)connection).BeginTransaction(deferred: false));

    private static byte[] Bytes(UInt128 nonce)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, nonce);
        return bytes;
    }
}
