using FaceShape.Collector.Storage;

namespace FaceShape.Collector.Donations;

/// <summary>Decrypts donated photos for whoever holds the key: <c>FaceShape.Collector export --out FOLDER</c>.</summary>
internal static class DonationExport
{
    /// <summary>Writes each photo that has not expired; its file is named by when it must be deleted. What does not open keeps no other back.</summary>
    /// <returns>How many were written, and how many do not open: they were sealed with another key, or are damaged.</returns>
    public static async Task<(int Written, int Closed)> WriteAsync(ICollectorStore store, DonationSafe safe, string folder, TimeProvider time, CancellationToken cancellation)
    {
        var donations = await store.ReadDonationsAsync(time.GetUtcNow().ToUnixTimeSeconds(), cancellation);
        Directory.CreateDirectory(folder);
        var closed = 0;
        foreach (var donation in donations)
        {
            if (safe.TryOpen(donation) is not { } photo)
            {
                closed++;
                continue;
            }

            var expires = DateTimeOffset.FromUnixTimeSeconds(donation.Expires);
            var name = FormattableString.Invariant($"delete-by-{expires:yyyy-MM-dd}-{Convert.ToHexStringLower(donation.Key)[..12]}.jpg");
            await File.WriteAllBytesAsync(Path.Combine(folder, name), photo, cancellation);
        }

        return (donations.Count - closed, closed);
    }
}
