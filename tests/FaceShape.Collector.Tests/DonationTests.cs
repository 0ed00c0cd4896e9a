using System.Net;
using System.Text;
using FaceShape.Collector.Donations;
using FaceShape.Collector.Storage;
using Microsoft.Data.Sqlite;

namespace FaceShape.Collector.Tests;

public sealed class DonationTests(PostgresCluster postgres)
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes("made up, not a photo of anybody")];

    /// <summary>It fills many pages of a database.</summary>
    private static readonly byte[] LargePhoto = [.. Photo, .. new byte[100_000]];

    public static TheoryData<string> Databases => ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_photo_is_kept_sealed_and_deleted_by_its_code_alone(string database)
    {
        await using var collector = await StartAsync(database);
        var (status, code) = await collector.DonateAsync(Photo);
        Assert.Equal(HttpStatusCode.Created, status);
        var kept = Assert.Single(await KeptAsync(collector));
        Assert.DoesNotContain("made up", Encoding.ASCII.GetString(kept.Sealed));
        Assert.DoesNotContain(code!, Encoding.ASCII.GetString(kept.Key));

        Assert.Equal(HttpStatusCode.NotFound, await collector.DeleteDonationAsync(DonationSafe.NewCode()));
        Assert.Single(await KeptAsync(collector));
        Assert.Equal(HttpStatusCode.NoContent, await collector.DeleteDonationAsync(code!));
        Assert.Empty(await KeptAsync(collector));
        Assert.Equal(HttpStatusCode.NotFound, await collector.DeleteDonationAsync(code!));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_photo_expires(string database)
    {
        await using var collector = await StartAsync(database);
        await collector.DonateAsync(Photo);
        collector.Clock.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await collector.CleanAsync();
        Assert.Single(await KeptAsync(collector));

        collector.Clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(await KeptAsync(collector));
        Assert.Equal(1, await collector.Store.ExpireDonationsAsync(collector.Clock.GetUtcNow().ToUnixTimeSeconds(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_photo_that_was_deleted_is_in_no_file_of_the_database()
    {
        await using var collector = await StartAsync("sqlite");
        var (_, code) = await collector.DonateAsync(LargePhoto);
        var kept = Assert.Single(await KeptAsync(collector));
        Assert.True(await IsOnDiskAsync(collector, kept));

        await collector.DeleteDonationAsync(code!);
        Assert.False(await IsOnDiskAsync(collector, kept));
    }

    [Fact]
    public async Task A_photo_that_expired_is_in_no_file_of_the_database()
    {
        await using var collector = await StartAsync("sqlite");
        await collector.DonateAsync(LargePhoto);
        var kept = Assert.Single(await KeptAsync(collector));

        collector.Clock.Pass(TimeSpan.FromDays(30));
        await collector.CleanAsync();
        Assert.False(await IsOnDiskAsync(collector, kept));
    }

    [Fact]
    public async Task A_photo_that_was_deleted_while_somebody_read_is_erased_by_the_next_round()
    {
        await using var collector = await StartAsync("sqlite");
        var (_, code) = await collector.DonateAsync(LargePhoto);
        var kept = Assert.Single(await KeptAsync(collector));
        await using (var reader = new SqliteConnection($"Data Source={collector.Database}"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = reader.BeginTransaction(deferred: true);
            await using var query = reader.CreateCommand();
            (query.CommandText, query.Transaction) = ("SELECT count(*) FROM donation", transaction);
            Assert.Equal(1L, await query.ExecuteScalarAsync(TestContext.Current.CancellationToken));

            Assert.Equal(HttpStatusCode.NoContent, await collector.DeleteDonationAsync(code!));
            await collector.CleanAsync();
            Assert.True(await IsOnDiskAsync(collector, kept), "nobody kept the database busy");
        }

        await collector.CleanAsync();
        Assert.False(await IsOnDiskAsync(collector, kept));
    }

    [Fact]
    public async Task Only_photos_of_a_bounded_size_and_number_are_taken()
    {
        await using var collector = await StartAsync("sqlite");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await collector.DonateAsync(Photo, "image/png")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await collector.DonateAsync("no photo"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await collector.DonateAsync(new byte[512 * 1024 + 1])).Status);
        Assert.Empty(await KeptAsync(collector));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Created, (await collector.DonateAsync(Photo)).Status);
        Assert.Equal(HttpStatusCode.InsufficientStorage, (await collector.DonateAsync(Photo)).Status);
    }

    [Fact]
    public async Task Without_room_for_photos_there_is_no_door_for_them()
    {
        await using var collector = await StartAsync("sqlite", options => options with { Donations = 0 });
        Assert.Equal(HttpStatusCode.NotFound, (await collector.DonateAsync(Photo)).Status);
    }

    [Fact]
    public void A_sealed_photo_opens_with_its_key_alone_and_cannot_be_changed_or_swapped()
    {
        var folder = Directory.CreateTempSubdirectory("faceshape-collector-").FullName;
        using var safe = new DonationSafe(Path.Combine(folder, "a.key"));
        using var same = new DonationSafe(Path.Combine(folder, "a.key"));
        using var other = new DonationSafe(Path.Combine(folder, "b.key"));
        var kept = safe.Seal(Photo, "code", 1);

        Assert.Equal(Photo, same.TryOpen(kept));
        Assert.Null(other.TryOpen(kept));
        Assert.Null(safe.TryOpen(kept with { Key = DonationSafe.KeyOf("another") }));
        Assert.Null(safe.TryOpen(kept with { Sealed = kept.Sealed[..20] }));
        kept.Sealed[20] ^= 1;
        Assert.Null(safe.TryOpen(kept));
        Assert.NotEqual(safe.Seal(Photo, "code", 1).Sealed, safe.Seal(Photo, "code", 1).Sealed);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "a.key")));
        File.WriteAllText(Path.Combine(folder, "c.key"), "short");
        Assert.Throws<CollectorException>(() => new DonationSafe(Path.Combine(folder, "c.key")));
    }

    /// <summary>Whether bytes that belong to this donation alone are in the database or in a file beside it.</summary>
    private static async Task<bool> IsOnDiskAsync(RunningCollector collector, SealedDonation donation)
    {
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(collector.Database)!, "collector.db*"))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            if (Parts(donation).Any(part => bytes.AsSpan().IndexOf(part) >= 0)) return true;
        }

        return false;
    }

    private static IEnumerable<byte[]> Parts(SealedDonation donation) => donation.Sealed.Chunk(16).Where((_, number) => number % 50 == 0).Append(donation.Key);

    private static Task<IReadOnlyList<SealedDonation>> KeptAsync(RunningCollector collector) =>
        collector.Store.ReadDonationsAsync(collector.Clock.GetUtcNow().ToUnixTimeSeconds(), TestContext.Current.CancellationToken);

    private async Task<RunningCollector> StartAsync(string database, Func<CollectorOptions, CollectorOptions>? change = null) =>
        await RunningCollector.StartAsync(database == "postgres" ? await postgres.NewDatabaseAsync() : null, change);
}
