using System.Buffers.Binary;
using System.Data.Common;
using FaceShape.Insight;
using Npgsql;

namespace FaceShape.Collector.Storage;

/// <summary>PostgreSQL: several instances side by side on one database.</summary>
internal sealed class PostgresStore : SqlStore
{
    // One statement, so one round trip and one commit. Rows are locked in one order: instances wait, but never for each other.
    private const string Count = """
        WITH incoming AS (
          SELECT * FROM unnest(@nonces, @weeks, @models, @questions, @values) AS t (nonce, week, model, question, value)),
        fresh AS (
          INSERT INTO receipt (nonce) SELECT nonce FROM incoming ORDER BY nonce ON CONFLICT DO NOTHING RETURNING nonce),
        counted AS (
          INSERT INTO cell AS c (week, model, question, value, count)
          SELECT week, model, question, value, count(*) FROM incoming JOIN fresh USING (nonce) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
          ON CONFLICT (week, model, question, value) DO UPDATE SET count = c.count + excluded.count)
        SELECT nonce FROM fresh
        """;

    private readonly NpgsqlDataSource source;

    /// <summary>Does not connect yet.</summary>
    /// <exception cref="UsageException">The connection string makes no sense.</exception>
    public PostgresStore(string connectionString)
    {
        try
        {
            source = NpgsqlDataSource.Create(connectionString);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--database is no connection string of PostgreSQL: {error.Message}", error);
        }
    }

    protected override IReadOnlyList<string> Migrations { get; } =
    [
        """
        CREATE TABLE cell (
          week INTEGER NOT NULL, model BIGINT NOT NULL, question TEXT NOT NULL, value TEXT NOT NULL, count BIGINT NOT NULL,
          PRIMARY KEY (week, model, question, value)) WITH (fillfactor = 50);
        CREATE TABLE receipt (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, nonce UUID NOT NULL UNIQUE);
        CREATE TABLE donation (key BYTEA NOT NULL PRIMARY KEY, sealed BYTEA NOT NULL, expires BIGINT NOT NULL);
        """,
    ];

    protected override string LockMigrations => "SELECT pg_advisory_xact_lock(7349012)";

    protected override string Size =>
        "SELECT pg_total_relation_size('cell') + pg_total_relation_size('receipt') + pg_total_relation_size('donation')";

    public override async Task<IReadOnlySet<UInt128>> CountAsync(IReadOnlyCollection<Report> reports, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Count);
        command.Parameters.AddWithValue("nonces", reports.Select(report => ToUuid(report.Nonce)).ToArray());
        command.Parameters.AddWithValue("weeks", reports.Select(report => report.Week).ToArray());
        command.Parameters.AddWithValue("models", reports.Select(report => (long)report.Model.Bits).ToArray());
        command.Parameters.AddWithValue("questions", reports.Select(report => report.Question.Name).ToArray());
        command.Parameters.AddWithValue("values", reports.Select(report => report.Question.Values[report.Value]).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        HashSet<UInt128> fresh = [];
        while (await reader.ReadAsync(cancellation)) fresh.Add(FromUuid(reader.GetGuid(0)));
        return fresh;
    }

    public override async Task TrimReceiptsAsync(int keep, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        var deleted = await ExecuteAsync(
            connection, null, "DELETE FROM receipt WHERE id <= (SELECT max(id) FROM receipt) - @keep", [("keep", (long)keep)], cancellation);
        // Room is used again only after a vacuum; waiting for autovacuum would let the table grow meanwhile.
        if (deleted > 0) await ExecuteAsync(connection, null, "VACUUM receipt", [], cancellation);
        await ExecuteAsync(connection, null, "VACUUM cell", [], cancellation);
    }

    // Its write-ahead log rotates by its own rules; docs/privacy.md says what that means.
    public override Task<bool> EraseDeletedAsync(CancellationToken cancellation) => Task.FromResult(true);

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation) => await source.OpenConnectionAsync(cancellation);

    private static Guid ToUuid(UInt128 nonce)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, nonce);
        return new(bytes, bigEndian: true);
    }

    private static UInt128 FromUuid(Guid uuid) => BinaryPrimitives.ReadUInt128BigEndian(uuid.ToByteArray(bigEndian: true));
}
