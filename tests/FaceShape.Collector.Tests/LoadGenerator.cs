using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FaceShape.Insight;

namespace FaceShape.Collector.Tests;

/// <summary>Many devices at once: each report is one request, and remembered when it was acknowledged.</summary>
internal sealed class LoadGenerator(IReadOnlyList<Uri> collectors, int connections)
{
    private readonly int week = Week.Of(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    private int sent;

    public ConcurrentBag<Report> Acknowledged { get; } = [];

    public ConcurrentBag<Report> Unanswered { get; } = [];

    public ConcurrentBag<double> Milliseconds { get; } = [];

    public ConcurrentDictionary<HttpStatusCode, int> Refused { get; } = [];

    /// <summary>Sends for a while; connections are spread evenly over the collectors.</summary>
    public async Task<double> RunAsync(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(number => SendAsync(collectors[number % collectors.Count], () => clock.Elapsed < duration)));
        return Acknowledged.Count / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Sends one report again.</summary>
    public static async Task<HttpStatusCode> SendAsync(HttpClient client, Report report)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(report.ToString()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        using var answer = await client.PostAsync("v1/reports", content);
        return answer.StatusCode;
    }

    private async Task SendAsync(Uri collector, Func<bool> goesOn)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 }) { BaseAddress = collector };
        while (goesOn())
        {
            var number = Interlocked.Increment(ref sent);
            var question = Questions.All[number % Questions.All.Count];
            var report = new Report(week, RunningCollector.Model, question, number % question.Values.Count, new UInt128((ulong)Random.Shared.NextInt64(), (ulong)number));
            var began = Stopwatch.GetTimestamp();
            try
            {
                var status = await SendAsync(client, report);
                if (status == HttpStatusCode.NoContent) Acknowledged.Add(report);
                else Refused.AddOrUpdate(status, 1, (_, count) => count + 1);
                Milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            catch (HttpRequestException)
            {
                Unanswered.Add(report);
                return; // its collector is gone
            }
        }
    }
}
