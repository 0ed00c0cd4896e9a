using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FaceShape.Web.Tests.Harness;

/// <summary>Somebody else's page, at an origin of its own, under a policy of its own.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly WebApplication app;
    private string html = "";
    private string policy = "";

    private Shop(WebApplication app) => this.app = app;

    /// <summary>Where it is; localhost, as a name, is a secure place.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Starts serving an empty page.</summary>
    public static async Task<Shop> OpenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var shop = new Shop(builder.Build());
        shop.app.Run(shop.AnswerAsync);
        await shop.app.StartAsync();
        shop.Origin = $"http://localhost:{new Uri(shop.app.Urls.First()).Port}";
        return shop;
    }

    /// <summary>From now on the page is this.</summary>
    /// <param name="body">What its body holds.</param>
    /// <param name="head">What its head holds.</param>
    /// <param name="csp">Its content security policy.</param>
    public void Show(string body, string head, string csp)
    {
        html = $"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Shop</title>{head}</head><body>{body}</body></html>";
        policy = csp;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value != "/")
        {
            context.Response.StatusCode = context.Request.Path.Value == "/favicon.ico" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = policy;
        return context.Response.WriteAsync(html);
    }
}
