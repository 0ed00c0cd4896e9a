using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FaceShape.Cli.Serve;

/// <summary>Serves a built site on this machine alone, with the headers it asks for.</summary>
internal static class SiteServer
{
    /// <summary>The port that is tried first.</summary>
    public const int DefaultPort = 8080;

    /// <summary>How many ports after the first are tried when it is taken.</summary>
    public const int PortsTried = 50;

    private const string NotFoundPage = "/404.html";
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="port">The port, or the first that is free after it; 0 for any.</param>
    /// <param name="started">Told the address once it answers.</param>
    /// <param name="cancellation">Ends the server: open answers get two seconds.</param>
    /// <param name="embedder">Origin whose pages may load the site's modules and assets, or <c>*</c> for all; null for none.</param>
    /// <exception cref="SiteException">There is no site, no free port, or a port that this user may not take.</exception>
    public static async Task RunAsync(string folder, int port, Action<Uri> started, CancellationToken cancellation, string? embedder = null)
    {
        var index = new SiteIndex(folder);
        var headers = new SiteHeaders(folder, embedder);
        await using var app = await StartAsync(context => AnswerAsync(context, index, headers), port, cancellation);
        started(new Uri(app.Urls.First().Replace(IPAddress.Loopback.ToString(), "localhost", StringComparison.Ordinal)));
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var farewell = new CancellationTokenSource(Farewell);
        await app.StopAsync(farewell.Token);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer, int port, CancellationToken cancellation)
    {
        for (var next = port; ; next++)
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, next);
            });
            var app = builder.Build();
            app.Run(answer);
            try
            {
                await app.StartAsync(cancellation);
                return app;
            }
            catch (IOException error) when (error.InnerException is AddressInUseException)
            {
                await app.DisposeAsync();
                if (next >= port + PortsTried || next >= IPEndPoint.MaxPort)
                    throw new SiteException(string.Create(CultureInfo.InvariantCulture, $"Ports {port} to {next} are all taken: name another with --port"), error);
            }
            catch (SocketException error)
            {
                await app.DisposeAsync();
                throw Refused(next, error);
            }
        }
    }

    /// <summary>Why a port cannot be taken, and which can.</summary>
    internal static SiteException Refused(int port, SocketException error) => new(
        error.SocketErrorCode == SocketError.AccessDenied
            ? string.Create(CultureInfo.InvariantCulture, $"Port {port} is not for everybody to take on this machine: name one above 1023 with --port")
            : string.Create(CultureInfo.InvariantCulture, $"Port {port} cannot be taken ({error.Message}): name another with --port"), error);

    private static Task AnswerAsync(HttpContext context, SiteIndex index, SiteHeaders headers)
    {
        var (request, response) = (context.Request, context.Response);
        var address = request.Path.Value is { Length: > 0 } path ? path : "/";
        foreach (var (name, value) in headers.For(address)) response.Headers[name] = value;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.Headers.Allow = "GET, HEAD";
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        if (index.Find(address) is { } file) return SendAsync(context, file);
        if (index.IsFolder(address))
        {
            response.Redirect(PathString.FromUriComponent(request.Path.ToUriComponent()) + "/" + request.QueryString);
            return Task.CompletedTask;
        }

        return NotFoundAsync(context, index);
    }

    private static Task SendAsync(HttpContext context, SiteFile file)
    {
        // Ranges count the bytes of one encoding; those who ask for them want the plain file.
        var wantsRange = context.Request.Headers.Range.Count > 0;
        var body = wantsRange ? file.Plain : file.Best(context.Request.Headers.AcceptEncoding);
        if (file.Varies) context.Response.Headers.Vary = "Accept-Encoding";
        if (body.Encoding is not null) context.Response.Headers.ContentEncoding = body.Encoding;
        return TypedResults.PhysicalFile(
            body.Path, file.ContentType, lastModified: body.LastModified, entityTag: body.Tag, enableRangeProcessing: body.Encoding is null)
            .ExecuteAsync(context);
    }

    private static async Task NotFoundAsync(HttpContext context, SiteIndex index)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers.CacheControl = "no-cache";
        if (index.Find(NotFoundPage) is not { } page) return;
        context.Response.ContentType = page.ContentType;
        context.Response.ContentLength = new FileInfo(page.Plain.Path).Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.SendFileAsync(page.Plain.Path, context.RequestAborted);
    }
}
