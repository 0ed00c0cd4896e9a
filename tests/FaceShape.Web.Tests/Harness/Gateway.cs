using System.Collections.Concurrent;
using System.Net;
using FaceShape.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FaceShape.Web.Tests.Harness;

/// <summary>
/// Stands between a browser and the real server: sees every request, whoever in the browser makes it, and can be switched
/// off or made to fail like a bad network.
/// </summary>
/// <param name="server">Address of the real server.</param>
internal sealed class Gateway(Uri server) : IAsyncDisposable
{
    private static readonly HttpClient Client =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    private readonly ConcurrentQueue<Exchange> exchanges = [];
    private WebApplication? app;
    private TaskCompletionSource mended = new();
    private (Fault Fault, string PathPart) broken;
    private (string PathPart, Func<byte[], byte[]> Change)[] changed = [];
    private readonly int port = Ports.Free();

    /// <summary>Where the browser finds the site.</summary>
    public Uri Address => new($"http://localhost:{port}/");

    /// <summary>All requests so far, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => [.. exchanges];

    /// <summary>Addresses whose content was sent more than once; a page may be asked for again, to be told that it is still the same.</summary>
    public IEnumerable<string> SentTwice =>
        exchanges.Where(exchange => exchange.Status == StatusCodes.Status200OK).CountBy(exchange => exchange.Path).Where(path => path.Value > 1).Select(path => path.Key);

    /// <summary>Answers, on the same port as before where it was stopped.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
    }

    /// <summary>Stops: connections are refused.</summary>
    public async Task StopAsync()
    {
        if (app is null) return;
        // Nobody waits for answers that are held back or half-way.
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>From now on, answers for addresses that contain a text suffer from a fault.</summary>
    public void Break(Fault fault, string pathPart)
    {
        mended = new();
        broken = (fault, pathPart);
    }

    /// <summary>From now on, answers for addresses that contain a text have another body.</summary>
    public void Change(params (string PathPart, Func<byte[], byte[]> Change)[] bodies) => changed = bodies;

    /// <summary>Mends the fault and lets go what was held.</summary>
    public void Mend()
    {
        broken = default;
        mended.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Mend();
        await StopAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var exchange = await SeenAsync(context.Request);
        var fault = broken.PathPart is { } part && exchange.Path.Contains(part, StringComparison.Ordinal) ? broken.Fault : Fault.None;
        if (fault == Fault.Held) await mended.Task.WaitAsync(context.RequestAborted);
        var change = changed.FirstOrDefault(body => exchange.Path.Contains(body.PathPart, StringComparison.Ordinal)).Change;
        using var answer = await AskAsync(context.Request, plain: fault == Fault.Damaged || change is not null);
        context.Response.StatusCode = exchange.Status = fault == Fault.Missing ? StatusCodes.Status404NotFound : (int)answer.StatusCode;
        exchange.Headers = CopyHeaders(answer, context.Response);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (change is not null)
        {
            body = change(body);
            context.Response.ContentLength = body.Length;
        }

        if (fault == Fault.Damaged) body[body.Length / 2] ^= 0xFF;
        exchange.SentBytes = fault == Fault.CutOff ? body.Length / 2 : body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body.AsMemory(0, (int)exchange.SentBytes), context.RequestAborted);
        if (fault == Fault.CutOff) context.Abort();
    }

    private async Task<Exchange> SeenAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var exchange = new Exchange(request.Method, request.Path.Value!, request.QueryString.Value!, body.Length);
        exchanges.Enqueue(exchange);
        return exchange;
    }

    private Task<HttpResponseMessage> AskAsync(HttpRequest request, bool plain)
    {
        var question = new HttpRequestMessage(new(request.Method), new Uri(server, request.Path.ToUriComponent() + request.QueryString));
        foreach (var (name, value) in request.Headers)
        {
            // A damaged byte is to reach the page's check, not to stop the browser's decompression.
            if (name is "Host" or "Connection" || (plain && name is "Accept-Encoding")) continue;
            question.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)value);
        }

        return Client.SendAsync(question);
    }

    private static Dictionary<string, string> CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        Dictionary<string, string> headers = [];
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is "Transfer-Encoding") continue;
            response.Headers[name] = headers[name.ToLowerInvariant()] = string.Join(", ", values);
        }

        return headers;
    }
}
