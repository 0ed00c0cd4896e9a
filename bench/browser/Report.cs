using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FaceShape.Bench.Browser;

/// <summary>What was measured, as Markdown for people and JSON for tests.</summary>
internal sealed class Report(IReadOnlyList<Row> rows, int rounds, string browser)
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Markdown()
    {
        var text = new StringBuilder($"""
            # The page against face-api.js, in one Chromium

            `bench/browser/run` opens FaceShape's built site and a page with face-api.js 1.7.15 (TensorFlow.js 4.22, WASM with SIMD, one thread, its
            three nets) in one headless Chromium, each served by `faceshape serve` with brotli, and lets both read the same photo in turns,
            {rounds} rounds. Cold: from the navigation with empty caches to the first answer; the photo is chosen as soon as the page has a
            place for it. The slow line is shared by everything a page fetches. Each cell: first quartile, median, third quartile.

            | | FaceShape | face-api.js | FaceShape / face-api.js | face-api.js / FaceShape |
            |---|---|---|---|---|

            """);
        foreach (var row in rows)
            text.Append($"| {row.Name}, {row.Unit} | {Cell(row.Ours, row.Unit)} | {Cell(row.Theirs, row.Unit)} | {Cell(row.OursToTheirs, "F2")} | {Cell(row.TheirsToOurs, "F2")} |\n");
        return text.Append($"\n{Machine()}, {browser}, {DateTime.UtcNow:yyyy-MM-dd}.\n").ToString();
    }

    /// <summary>Writes both files.</summary>
    public void Write(string path)
    {
        File.WriteAllText(path + ".md", Markdown());
        var content = new
        {
            date = DateTime.UtcNow.ToString("yyyy-MM-dd"),
            machine = Machine(),
            browser,
            rounds,
            rows = rows.Select(row => new
            {
                row.Name,
                row.Unit,
                faceShape = Quartiles.Of(row.Ours),
                faceApi = Quartiles.Of(row.Theirs),
                row.OursToTheirs,
                row.TheirsToOurs,
            }),
        };
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(content, Json) + "\n");
    }

    private static string Cell(IEnumerable<double> numbers, string unit) => Cell(Quartiles.Of(numbers), unit == "MB" ? "F1" : "F0");

    private static string Cell(Quartiles of, string format) =>
        $"{of.Quartile1.ToString(format)} **{of.Median.ToString(format)}** {of.Quartile3.ToString(format)}";

    private static string Machine()
    {
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return $"{line?.Split(':')[1].Trim() ?? "unknown processor"}, {Environment.ProcessorCount} cores";
    }
}
