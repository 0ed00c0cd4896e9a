using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FaceShape.Insight;
using FaceShape.Training.Shadow;

namespace FaceShape.Training.Simulation;

/// <summary>
/// Lets a population live for some weeks, sends what its devices share to a real collector, and asks another one on the same
/// database for its figures: a collector publishes no week about which it still takes reports.
/// </summary>
/// <param name="options">The population.</param>
/// <param name="collector">Speaks to the collector that takes reports; its address is set.</param>
/// <param name="publisher">Speaks to the one that takes none about weeks that are over; its address is set.</param>
/// <param name="time">The clock by which the collectors accept weeks.</param>
public sealed class Simulator(PopulationOptions options, HttpClient collector, HttpClient publisher, TimeProvider time)
{
    // The week before this one may not be published in its first hour.
    private const int WeeksAgo = 2;
    private const int Connections = 32;
    private const string Path = "v1/reports";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The model that simulated devices use.</summary>
    public static ModelId Champion { get; } = ModelId.Of("c4a3910ca3d1");

    /// <summary>The model that runs beside it.</summary>
    public static ModelId Challenger { get; } = ModelId.Of("c4a11e29e4d2");

    /// <summary>Past weeks that the collector must take reports about; one more than there are, should a new week begin meanwhile.</summary>
    public const int LateWeeks = WeeksAgo + PopulationOptions.MaxWeeks;

    /// <summary>Lives, sends, asks, compares.</summary>
    /// <param name="progress">Told how far it is; null for none.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ShadowException">The population cannot be, or the collector refuses or cannot be reached.</exception>
    public async Task<SimulationResult> RunAsync(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        var devices = Enumerable.Range(0, options.Devices).Select(number => new SimulatedDevice(options, number)).ToArray();
        var last = Week.Of(time.GetUtcNow().ToUnixTimeSeconds()) - WeeksAgo;
        var truth = new Dictionary<(int Week, Question Question, int Value), long>();
        var used = new Dictionary<int, long>();
        long reports = 0;
        var clock = Stopwatch.StartNew();
        for (var week = last - options.Weeks + 1; week <= last; week++)
        {
            progress?.Report(new("Weeks", week - last + options.Weeks, options.Weeks));
            used[week] = devices.LongCount(device => device.Live(week, (question, value) =>
                truth[(week, question, value)] = truth.GetValueOrDefault((week, question, value)) + 1));
            reports += await SendAsync(devices, week, cancellation).ConfigureAwait(false);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var published = await ResultsAsync(cancellation).ConfigureAwait(false);
        var shadow = OnlineComparison.Of(CollectedResults.Parse(published), Champion, options.ChallengerAccuracy is null ? null : Challenger);
        return new(reports, seconds, Rows(published, truth, used), shadow, PaperTable.Of(options));
    }

    private async Task<long> SendAsync(SimulatedDevice[] devices, int week, CancellationToken cancellation)
    {
        long sent = 0;
        ModelId? challenger = options.ChallengerAccuracy is null ? null : Challenger;
        var ready = devices.Where(device => device.Shares && device.Journal.Prepare(week, Champion, challenger, device.Bits)?.Report.Week == week).ToList();
        await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellation }, async (device, cancel) =>
        {
            await SendAsync(device.Journal.Send(), cancel).ConfigureAwait(false);
            device.Journal.Acknowledge();
            Interlocked.Increment(ref sent);
        }).ConfigureAwait(false);
        return sent;
    }

    private async Task SendAsync(Report report, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(report.ToString()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        try
        {
            using var answer = await collector.PostAsync(Path, content, cancellation).ConfigureAwait(false);
            if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.Conflict))
                throw new ShadowException($"The collector refuses reports ({(int)answer.StatusCode}): start it with --models {Champion},{Challenger} --late-weeks {LateWeeks} --reports-per-minute 1000000");
        }
        catch (HttpRequestException error)
        {
            throw new ShadowException($"The collector at {collector.BaseAddress} does not answer: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(collector, error);
        }
    }

    private async Task<string> ResultsAsync(CancellationToken cancellation)
    {
        try
        {
            return await publisher.GetStringAsync("v1/results", cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new ShadowException($"The collector at {publisher.BaseAddress} gives no results: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(publisher, error);
        }
    }

    private static ShadowException Silent(HttpClient asked, Exception error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The collector at {asked.BaseAddress} did not answer within {asked.Timeout.TotalSeconds:0.#} seconds"), error);

    private static List<EstimateRow> Rows(
        string published, Dictionary<(int Week, Question Question, int Value), long> truth, Dictionary<int, long> used)
    {
        var figures = JsonSerializer.Deserialize<Published>(published, Json)!;
        List<EstimateRow> rows = [];
        foreach (var cell in figures.Cells.Where(cell => used.ContainsKey(cell.Week) && (cell.Model == Champion.ToString() || cell.Model == Challenger.ToString())))
        {
            var question = Questions.Find(cell.Question)!;
            double ShareOf(int value) => value == 0
                ? 1 - Enumerable.Range(1, question.Values.Count - 1).Sum(ShareOf)
                : (double)truth.GetValueOrDefault((cell.Week, question, value)) / used[cell.Week];
            rows.AddRange(cell.Shares.Select(share => new EstimateRow(
                cell.Week, cell.Question, string.Join("/", share.Values), cell.Reports,
                share.Values.Sum(word => ShareOf(question.ValueOf(word))), share.Share, share.Low, share.High)));
        }

        return rows;
    }

    private sealed record Published(IReadOnlyList<PublishedCell> Cells);

    private sealed record PublishedCell(int Week, string Model, string Question, long Reports, IReadOnlyList<PublishedShare> Shares);

    private sealed record PublishedShare(IReadOnlyList<string> Values, double Share, double Low, double High);
}
