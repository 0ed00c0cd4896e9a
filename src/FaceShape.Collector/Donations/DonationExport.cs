using FaceShape.Collector.Storage;

namespace FaceShape.Collector.Donations;

/// <summary>Decrypts donated photos for whoever holds the key: <c>FaceShape.Collector export --out FOLDER</c>.</summary>
internal static class DonationExport
{
    /// <summary>Writes each photo that has not expired; its file is named by when it must be deleted.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="CollectorException">A photo does not open.</exception>
    public static async Task<int> WriteAsync(ICollectorStore store, DonationSafe safe, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var donations = await store.ReadDonationsAsync(time.GetUtcNow().ToUnixTimeSeconds(), cancellation);
        Directory.CreateDirectory(folder);
        foreach (var donation in donations)
        {
            var expires = DateTimeOffset.FromUnixTimeSeconds(donation.Expires);
            var name = FormattableString.Invariant($"delete-by-{expires:yyyy-MM-dd}-{Convert.ToHexStringLower(donation.Key)[..12]}.jpg");
            await File.WriteAllBytesAsync(Path.Combine(folder, name), safe.Open(donation), cancellation);
        }

        return donations.Count;
    }
}
