using FaceShape.Collector.Operations;
using FaceShape.Insight;

namespace FaceShape.Collector.Reports;

/// <summary>
/// Takes reports: a body is one report, or up to <see cref="MaxReports"/> of them with a line feed between. Whatever is not
/// exactly that is refused after a bounded amount of work, and a body is counted as a whole or not at all.
/// </summary>
internal sealed class ReportEndpoint(ReportWriter writer, CollectorOptions options, AcceptedWeeks weeks, ClientBuckets clients, CollectorMetrics metrics)
{
    /// <summary>Most reports of one body.</summary>
    public const int MaxReports = 16;

    /// <summary>No body is longer, in bytes.</summary>
    public const int MaxBytes = MaxReports * (Report.MaxBytes + 1);

    private const string MediaType = "application/json";

    /// <summary>204 counted, 409 counted before (as good as counted), 4xx refused, 503 try again.</summary>
    public async Task<int> PostAsync(HttpContext context)
    {
        var sender = context.Connection.RemoteIpAddress;
        if (!clients.TryTake(sender)) return Refuse(Refusal.Flooding, StatusCodes.Status429TooManyRequests);
        if (context.Request.ContentType != MediaType) return Refuse(Refusal.Mistyped, StatusCodes.Status415UnsupportedMediaType);
        if (context.Request.ContentLength > MaxBytes)
        {
            // The body stays unread, so the connection cannot be used again: whoever sent it must not try.
            context.Response.Headers.Connection = "close";
            return Refuse(Refusal.Oversized, StatusCodes.Status413PayloadTooLarge);
        }

        var body = new byte[MaxBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBytes) return Refuse(Refusal.Oversized, StatusCodes.Status413PayloadTooLarge);
        if (Parse(body.AsSpan(0, length)) is not { } reports) return Refuse(Refusal.Malformed, StatusCodes.Status400BadRequest);
        // A token a report: the first was taken for the request, whatever it would hold.
        if (!clients.TryTake(sender, reports.Count - 1)) return Refuse(Refusal.Flooding, StatusCodes.Status429TooManyRequests);
        try
        {
            return await writer.CountAsync(reports) switch
            {
                null => Refuse(Refusal.Busy, StatusCodes.Status503ServiceUnavailable),
                0 => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status204NoContent,
            };
        }
        catch (CollectorException)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private List<Report>? Parse(ReadOnlySpan<byte> body)
    {
        List<Report> reports = [];
        foreach (var line in body.Split((byte)'\n'))
        {
            if (reports.Count == MaxReports || Report.Parse(body[line]) is not { } report) return null;
            if (!weeks.Accepts(report.Week) || !options.Models.Contains(report.Model)) return null;
            reports.Add(report);
        }

        return reports;
    }

    private int Refuse(Refusal why, int status)
    {
        metrics.Refused(why);
        return status;
    }
}
