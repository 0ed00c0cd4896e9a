using FaceShape.Collector.Donations;
using FaceShape.Collector.Operations;
using FaceShape.Collector.Reports;
using FaceShape.Collector.Results;
using FaceShape.Collector.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace FaceShape.Collector;

/// <summary>Puts the collector together.</summary>
internal static class CollectorApp
{
    private const string CorsPolicy = "pages";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The store that the settings name.</summary>
    public static ICollectorStore StoreOf(CollectorOptions options) =>
        options.IsPostgres ? new PostgresStore(options.Database) : new SqliteStore(options.Database);

    /// <summary>Builds the server; its tables are brought up to date first.</summary>
    /// <exception cref="CollectorException">The database or the key cannot be used.</exception>
    public static async Task<WebApplication> BuildAsync(CollectorOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DonationEndpoint.MaxBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 8 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 50;
            kestrel.Limits.MaxRequestLineSize = 1024;
            kestrel.Limits.RequestHeadersTimeout = Patience;
        });
        // Warnings only: on lower levels the framework writes down addresses and paths.
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Patience);
        builder.Services.AddCors(cors => cors.AddPolicy(CorsPolicy, pages => pages
            .WithOrigins([.. options.Origins]).WithMethods("POST", "DELETE").WithHeaders("content-type").SetPreflightMaxAge(TimeSpan.FromDays(1))));

        var services = builder.Services;
        var store = StoreOf(options);
        services.AddSingleton(options).AddSingleton(time).AddSingleton(store);
        services.AddSingleton<CollectorMetrics>().AddSingleton<ReportWriter>().AddSingleton<Janitor>();
        services.AddSingleton(new ClientBuckets(options.ReportsPerMinute, time));
        services.AddSingleton(new AcceptedWeeks(options.LateWeeks, time)).AddSingleton<ReportEndpoint>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportWriter>());
        services.AddHostedService(provider => provider.GetRequiredService<Janitor>());
        if (options.Donations > 0) services.AddSingleton(new DonationSafe(options.DonationKey)).AddSingleton<DonationEndpoint>();
        await MigrateAsync(store, cancellation);

        var app = builder.Build();
        if (options.Proxies > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = options.Proxies };
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            app.UseForwardedHeaders(forwarded);
        }

        app.UseCors(CorsPolicy);
        Map(app, options);
        return app;
    }

    private static async Task MigrateAsync(ICollectorStore store, CancellationToken cancellation)
    {
        try
        {
            await store.MigrateAsync(cancellation);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or System.Net.Sockets.SocketException)
        {
            throw new CollectorException($"The database cannot be used ({error.Message}): check --database, and that it may be written", error);
        }
    }

    private static void Map(WebApplication app, CollectorOptions options)
    {
        var reports = app.Services.GetRequiredService<ReportEndpoint>();
        app.MapPost("/v1/reports", async (HttpContext context) =>
        {
            context.Response.StatusCode = await reports.PostAsync(context);
            if (context.Response.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
                context.Response.Headers.RetryAfter = "60";
        });
        if (options.Donations > 0)
        {
            var donations = app.Services.GetRequiredService<DonationEndpoint>();
            app.MapPost("/v1/donations", (Delegate)donations.PostAsync);
            app.MapDelete("/v1/donations/{code:maxlength(64)}", (Delegate)donations.DeleteAsync);
        }

        app.MapGet("/v1/results", async (ICollectorStore store, AcceptedWeeks weeks, CancellationToken cancellation) => TypedResults.Json(new
        {
            schema = Insight.Report.Schema,
            minReports = options.MinReports,
            cells = Publication.Of(await store.ReadCellsAsync(cancellation), options.MinReports, weeks.IsClosed),
        }));
        app.MapGet("/healthz", () => TypedResults.Text("alive\n"));
        app.MapGet("/readyz", async (ICollectorStore store, CancellationToken cancellation) =>
        {
            try
            {
                await store.ReadCellsAsync(cancellation);
                return Microsoft.AspNetCore.Http.Results.Text("ready\n");
            }
            catch (Exception error) when (error is System.Data.Common.DbException or CollectorException)
            {
                return Microsoft.AspNetCore.Http.Results.Text("the database does not answer\n", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
        app.MapGet("/metrics", async (CollectorMetrics metrics, ReportWriter writer, ICollectorStore store, CancellationToken cancellation) =>
            TypedResults.Text(metrics.Write(writer.Count, await store.BytesAsync(cancellation))));
    }
}
