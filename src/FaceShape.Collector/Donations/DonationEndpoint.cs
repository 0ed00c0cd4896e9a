using System.Data.Common;
using FaceShape.Collector.Operations;
using FaceShape.Collector.Storage;

namespace FaceShape.Collector.Donations;

/// <summary>Takes one photo at a time, and deletes it for whoever has its code.</summary>
internal sealed class DonationEndpoint(
    ICollectorStore store, DonationSafe safe, CollectorOptions options, ClientBuckets clients, CollectorMetrics metrics, TimeProvider time)
{
    /// <summary>No photo is longer, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    private const string MediaType = "image/jpeg";

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    /// <summary>201 with code and expiry, 4xx refused, 507 no room.</summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        if (!clients.TryTake(context.Connection.RemoteIpAddress)) return Refuse(Refusal.Flooding, StatusCodes.Status429TooManyRequests);
        if (context.Request.ContentType != MediaType) return Refuse(Refusal.Mistyped, StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength is not { } announced) return Refuse(Refusal.Malformed, StatusCodes.Status411LengthRequired);
        if (announced > MaxBytes)
        {
            // The body stays unread, so the connection cannot be used again: whoever sent it must not try.
            context.Response.Headers.Connection = "close";
            return Refuse(Refusal.Oversized, StatusCodes.Status413PayloadTooLarge);
        }

        var photo = new byte[announced];
        var length = await context.Request.Body.ReadAtLeastAsync(photo, photo.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length != announced || !photo.AsSpan().StartsWith(JpegStart)) return Refuse(Refusal.Malformed, StatusCodes.Status400BadRequest);

        var code = DonationSafe.NewCode();
        var expires = time.GetUtcNow().AddDays(options.DonationDays);
        if (!await store.KeepDonationAsync(safe.Seal(photo, code, expires.ToUnixTimeSeconds()), options.Donations, context.RequestAborted))
            return Refuse(Refusal.Full, StatusCodes.Status507InsufficientStorage);
        metrics.Donated();
        return TypedResults.Json(
            new { code, expires = DateOnly.FromDateTime(expires.UtcDateTime) }, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>204 deleted, 404 there is none of that code.</summary>
    public async Task<IResult> DeleteAsync(string code, HttpContext context)
    {
        if (!clients.TryTake(context.Connection.RemoteIpAddress)) return Refuse(Refusal.Flooding, StatusCodes.Status429TooManyRequests);
        if (!await store.DeleteDonationAsync(DonationSafe.KeyOf(code), context.RequestAborted))
            return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        metrics.Deleted();
        await EraseAsync();
        return TypedResults.StatusCode(StatusCodes.Status204NoContent);
    }

    /// <summary>The photo is deleted, whatever becomes of this: where it fails, the janitor tries again and says so.</summary>
    private async Task EraseAsync()
    {
        try
        {
            await store.EraseDeletedAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or CollectorException)
        {
            // Nothing to tell whoever deleted.
        }
    }

    private IResult Refuse(Refusal why, int status)
    {
        metrics.Refused(why);
        return TypedResults.StatusCode(status);
    }
}
