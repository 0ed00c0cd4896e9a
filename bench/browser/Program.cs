using System.Globalization;
using FaceShape.Bench.Browser;
using Microsoft.Playwright;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("usage: bench/browser/run [--rounds N] [--photo JPEG] [--only warm|cold|slow|memory]");
    return 2;
}

var root = Directory.GetCurrentDirectory();
using var ourServer = await Server.StartAsync(root, Path.Combine(root, "artifacts", "site"));
using var peerServer = await Server.StartAsync(root, PeerSite.Build(root));
using var playwright = await Playwright.CreateAsync();
await using var browser = await playwright.Chromium.LaunchAsync(new()
{
    ExecutablePath = Environment.GetEnvironmentVariable("CHROME_PATH") ?? "/usr/bin/chromium",
    Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
(string photo, string? twice) = options.Photo is { } own ? (own, null) : await SamplePhoto.WriteAsync(root);
var bench = new Bench(new(browser, photo), twice is null ? null : new(browser, twice), new("FaceShape", ourServer.Address), new("face-api.js", peerServer.Address), options.Rounds);
var rows = await bench.RunAsync(options.Only);
var report = new Report(rows, options.Rounds, $"Chromium {browser.Version}");
if (options is { Only: null, Photo: null }) report.Write(Path.Combine(root, "bench", "results", "browser"));
Console.WriteLine(report.Markdown());
return 0;
