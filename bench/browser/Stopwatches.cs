using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace FaceShape.Bench.Browser;

/// <summary>Takes times in a page, the same way in both.</summary>
/// <param name="browser">One Chromium for all.</param>
/// <param name="photo">A JPEG on disk.</param>
internal sealed class Stopwatches(IBrowser browser, string photo)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Share of a processor.</summary>
    private const double Quiet = 0.1;
    private static readonly TimeSpan SettlingGlance = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan SettlingAtMost = TimeSpan.FromSeconds(15);

    // Times are taken where they happen: when the state turns, and when the photo is chosen.
    private const string Watch =
        """
        globalThis.bench = {
          answers: 0,
          async until(count) {
            while (bench.answers < count && bench.state !== 'failed') await new Promise((told) => { bench.told = told; });
            return bench.answers >= count;
          },
        };
        addEventListener('change', () => { bench.chosen = performance.now(); }, true);
        new MutationObserver(() => {
          const { state } = document.documentElement.dataset;
          if (state === bench.state) return;
          bench.state = state;
          bench[state] = performance.now();
          if (state === 'answered') bench.answers++;
          if (state === 'answered' || state === 'failed') bench.told?.();
        }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
        """;

    /// <summary>
    /// Milliseconds from navigation with empty caches, in a window that is open already, to the first answer; and what all processors of
    /// the browser spent meanwhile.
    /// </summary>
    public async Task<(double Time, double Processors)> ColdAsync(Uri address)
    {
        await using var context = await ContextAsync();
        var page = await WindowAsync(context);
        await SettledAsync();
        var before = await ProcessorsAsync();
        await GoAsync(page, address);
        await page.Locator("#file").SetInputFilesAsync(photo);
        await AnsweredAsync(page, 1);
        return (await NumberAsync(page, "bench.answered"), 1000 * (await ProcessorsAsync() - before));
    }

    /// <summary>A page that has read the photo a few times, for <see cref="WarmAsync"/>.</summary>
    public async Task<IPage> WarmPageAsync(Uri address, int photos)
    {
        var page = await OpenAsync(await ContextAsync(), address);
        await page.Locator("html[data-state=ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = (float)Patience.TotalMilliseconds });
        for (var i = 0; i < photos; i++) await ReadAsync(page);
        return page;
    }

    /// <summary>Milliseconds of one more reading: from the decoded picture, and from the chosen file.</summary>
    public async Task<(double FromPixels, double FromFile)> WarmAsync(IPage page)
    {
        await ReadAsync(page);
        return (await NumberAsync(page, "performance.getEntriesByName('read').at(-1).duration"), await NumberAsync(page, "bench.answered - bench.chosen"));
    }

    /// <summary>
    /// Private memory of the renderer process of a page that has read the photo ten times, in bytes. With one page open it is the
    /// largest of the renderers; Chromium keeps another one spare.
    /// </summary>
    public async Task<double> MemoryAsync(Uri address)
    {
        var page = await WarmPageAsync(address, 10);
        var renderers = (await ProcessesAsync()).Where(process => process.GetProperty("type").GetString() == "renderer");
        var memory = renderers.Max(process => PrivateMemory(process.GetProperty("id").GetInt32()));
        await page.Context.CloseAsync();
        return memory;
    }

    /// <summary>Seconds that the browser's processes have spent so far.</summary>
    private async Task<double> ProcessorsAsync() => (await ProcessesAsync()).Sum(process => process.GetProperty("cpuTime").GetDouble());

    private async Task<IReadOnlyList<JsonElement>> ProcessesAsync()
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return [.. answer!.Value.GetProperty("processInfo").EnumerateArray()];
    }

    private static double PrivateMemory(int process) =>
        1024 * File.ReadLines($"/proc/{process}/smaps_rollup").Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));

    private Task<IBrowserContext> ContextAsync() => browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });

    private static async Task<IPage> OpenAsync(IBrowserContext context, Uri address)
    {
        var page = await WindowAsync(context);
        await GoAsync(page, address);
        return page;
    }

    private static async Task<IPage> WindowAsync(IBrowserContext context)
    {
        await context.AddInitScriptAsync(Watch);
        return await context.NewPageAsync();
    }

    private static Task GoAsync(IPage page, Uri address) => page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });

    /// <summary>
    /// Waits until the browser has nothing left to do of its own: with each window it loads pages that belong to its address bar, 400
    /// scripts, which take a second of processor time from whatever is opened meanwhile.
    /// </summary>
    private async Task SettledAsync()
    {
        var deadline = DateTime.UtcNow + SettlingAtMost;
        for (var spent = await ProcessorsAsync(); DateTime.UtcNow < deadline;)
        {
            await Task.Delay(SettlingGlance);
            var now = await ProcessorsAsync();
            if (now - spent <= Quiet * SettlingGlance.TotalSeconds) return;
            spent = now;
        }

        throw new InvalidOperationException("The browser does not come to rest");
    }

    private async Task ReadAsync(IPage page)
    {
        var before = await NumberAsync(page, "bench.answers");
        await page.Locator("label:visible > input[type=file]:not(#file-more), body > input[type=file]").SetInputFilesAsync(photo);
        await AnsweredAsync(page, before + 1);
    }

    // The page tells: to ask it again and again would take processor time from what is measured.
    private static async Task AnsweredAsync(IPage page, double answers)
    {
        var answered = page.EvaluateAsync<bool>("count => bench.until(count)", answers);
        if (await Task.WhenAny(answered, Task.Delay(Patience)) != answered || !await answered)
            throw new InvalidOperationException($"{page.Url} does not answer");
    }

    private static async Task<double> NumberAsync(IPage page, string expression) =>
        (await page.EvaluateAsync<JsonElement>(expression)).GetDouble();
}
