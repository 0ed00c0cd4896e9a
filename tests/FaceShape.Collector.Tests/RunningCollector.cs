using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FaceShape.Collector.Operations;
using FaceShape.Collector.Storage;
using FaceShape.Insight;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FaceShape.Collector.Tests;

/// <summary>A collector in this process, asked over real HTTP.</summary>
internal sealed class RunningCollector : IAsyncDisposable
{
    public static readonly ModelId Model = ModelId.Of("0123456789ab");

    private readonly string? folder;
    private readonly WebApplication app;

    private RunningCollector(WebApplication app, HandSetClock clock, string? folder)
    {
        (this.app, Clock, this.folder) = (app, clock, folder);
        Client = new() { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public HandSetClock Clock { get; }

    public string Database => app.Services.GetRequiredService<CollectorOptions>().Database;

    public ICollectorStore Store => app.Services.GetRequiredService<ICollectorStore>();

    public int ThisWeek => Week.Of(Clock.GetUtcNow().ToUnixTimeSeconds());

    public static async Task<RunningCollector> StartAsync(string? database = null, Func<CollectorOptions, CollectorOptions>? change = null, HandSetClock? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("faceshape-collector-").FullName;
        var options = new CollectorOptions
        {
            Models = new HashSet<ModelId> { Model },
            Database = database ?? Path.Combine(folder, "collector.db"),
            DonationKey = Path.Combine(folder, "donations.key"),
            ReportsPerMinute = 1_000_000,
            Donations = 3,
            Urls = "http://127.0.0.1:0",
        };
        clock ??= new();
        var app = await CollectorApp.BuildAsync(change?.Invoke(options) ?? options, clock, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, clock, folder);
    }

    public Report NewReport(Question? question = null, int value = 3) => new(
        ThisWeek, Model, question ?? Questions.Shape, value, new UInt128((ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64()));

    public Task<HttpStatusCode> SendAsync(params Report[] reports) => SendTextAsync(string.Join('\n', reports.Select(report => report.ToString())));

    public async Task<HttpStatusCode> SendTextAsync(string text, string type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Client.PostAsync("v1/reports", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task<(HttpStatusCode Status, string? Code)> DonateAsync(byte[] photo, string type = "image/jpeg")
    {
        using var content = new ByteArrayContent(photo);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Client.PostAsync("v1/donations", content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("code").GetString() : null);
    }

    public async Task<HttpStatusCode> DeleteDonationAsync(string code)
    {
        using var answer = await Client.DeleteAsync($"v1/donations/{code}", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task<string> TextAsync(string path) => await Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public async Task<long> CountedAsync() => (await Store.ReadCellsAsync(TestContext.Current.CancellationToken)).Sum(cell => cell.Count);

    public Task CleanAsync() => app.Services.GetRequiredService<Janitor>().CleanAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
