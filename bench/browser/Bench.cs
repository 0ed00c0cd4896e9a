using Microsoft.Playwright;

namespace FaceShape.Bench.Browser;

/// <summary>One line of the report: what was taken, round by round.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">ms, MB.</param>
/// <param name="Ours">Of FaceShape.</param>
/// <param name="Theirs">Of face-api.js.</param>
internal sealed record Row(string Name, string Unit, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs)
{
    /// <summary>FaceShape's share of face-api.js's, round by round.</summary>
    public Quartiles OursToTheirs => Quartiles.Of(Ours.Zip(Theirs, (ours, theirs) => ours / theirs));

    /// <summary>How many times face-api.js's is FaceShape's.</summary>
    public Quartiles TheirsToOurs => Quartiles.Of(Ours.Zip(Theirs, (ours, theirs) => theirs / ours));
}

/// <summary>Takes each figure of both in turns, so that whatever else the machine does hits both.</summary>
/// <param name="watch">Has the photo that all figures are of.</param>
/// <param name="twice">Has one that FaceShape looks at twice, for a warm page; null for none.</param>
/// <param name="ours">FaceShape.</param>
/// <param name="theirs">face-api.js.</param>
/// <param name="rounds">How often each figure is taken.</param>
internal sealed class Bench(Stopwatches watch, Stopwatches? twice, Contender ours, Contender theirs, int rounds)
{
    private const double SlowBits = 10e6;
    private const int PhotosARound = 5;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(40);

    /// <summary>Runs one part, or all.</summary>
    public async Task<IReadOnlyList<Row>> RunAsync(string? only)
    {
        // What servers and disk have to do only once.
        foreach (var contender in new[] { ours, theirs }) await watch.ColdAsync(contender.Address);
        List<Row> rows = [];
        if (only is null or "warm")
        {
            rows.AddRange(await WarmAsync(watch, "Warm photo"));
            if (twice is not null) rows.AddRange(await WarmAsync(twice, "Warm photo that is looked at twice"));
        }

        if (only is null or "cold") rows.AddRange(await LocalAsync());
        if (only is null or "slow") rows.AddRange(await SlowAsync());
        if (only is null or "memory")
            rows.Add(await TurnsAsync("Memory of the page's process", "MB", async contender => await watch.MemoryAsync(contender.Address) / 1e6));
        return rows;
    }

    private async Task<IReadOnlyList<Row>> WarmAsync(Stopwatches watch, string name)
    {
        var pages = (Ours: await watch.WarmPageAsync(ours.Address, PhotosARound), Theirs: await watch.WarmPageAsync(theirs.Address, PhotosARound));
        List<(double, double)> mine = [], peer = [];
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(await MiddleAsync(watch, pages.Ours));
            peer.Add(await MiddleAsync(watch, pages.Theirs));
            Say($"{name} {round + 1}/{rounds}: {mine[^1].Item1:F1} {peer[^1].Item1:F1}");
        }

        await pages.Ours.Context.CloseAsync();
        await pages.Theirs.Context.CloseAsync();
        return
        [
            new($"{name}, from its pixels", "ms", [.. mine.Select(time => time.Item1)], [.. peer.Select(time => time.Item1)]),
            new($"{name}, from its file", "ms", [.. mine.Select(time => time.Item2)], [.. peer.Select(time => time.Item2)]),
        ];
    }

    /// <summary>The median of a few photos: one reading is short, and other programs get in between.</summary>
    private static async Task<(double, double)> MiddleAsync(Stopwatches watch, IPage page)
    {
        List<(double FromPixels, double FromFile)> times = [];
        for (var i = 0; i < PhotosARound; i++) times.Add(await watch.WarmAsync(page));
        return (Quartiles.Of(times.Select(time => time.FromPixels)).Median, Quartiles.Of(times.Select(time => time.FromFile)).Median);
    }

    private async Task<IReadOnlyList<Row>> LocalAsync()
    {
        List<double> ourProcessors = [], theirProcessors = [];
        async Task<double> Cold(Contender contender)
        {
            var (time, processors) = await watch.ColdAsync(contender.Address);
            (contender == ours ? ourProcessors : theirProcessors).Add(processors);
            return time;
        }

        return [await TurnsAsync("Cold start, local server", "ms", Cold), new("The same, processor time", "ms", ourProcessors, theirProcessors)];
    }

    private async Task<IReadOnlyList<Row>> SlowAsync()
    {
        List<double> ourBytes = [], theirBytes = [];
        async Task<double> Through(Contender contender)
        {
            await using var relay = new Relay(contender.Address, SlowBits, RoundTrip).Start();
            var (time, _) = await watch.ColdAsync(relay.Address);
            (contender == ours ? ourBytes : theirBytes).Add(relay.Received / 1e6);
            return time;
        }

        var times = await TurnsAsync($"Cold start, {SlowBits / 1e6:F0} Mbit/s, {RoundTrip.TotalMilliseconds:F0} ms round trip", "ms", Through);
        return [times, new("Bytes received until the first answer", "MB", ourBytes, theirBytes)];
    }

    private async Task<Row> TurnsAsync(string name, string unit, Func<Contender, Task<double>> measure)
    {
        List<double> mine = [], peer = [];
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(await measure(ours));
            peer.Add(await measure(theirs));
            Say($"{name} {round + 1}/{rounds}: {mine[^1]:F1} {peer[^1]:F1} {unit}");
        }

        return new(name, unit, mine, peer);
    }

    private static void Say(string words) => Console.Error.WriteLine(words);
}
