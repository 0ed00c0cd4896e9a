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
            place for it. The slow line is shared by everything a page fetches. FaceShape looks at some faces twice ([how many](../../docs/accuracy/report.md));
            the photo of the other rows, where `--photo` named none, is answered at the first look. Each cell: first quartile, median, third quartile.

            | | FaceShape | face-api.js | FaceShape / face-api.js | face-api.js / FaceShape |
            |---|---|---|---|---|

            """);
        foreach (var row in rows)
            text.Append($"| {row.Name}, {row.Unit} | {Cell(row.Ours, row.Unit)} | {Cell(row.Theirs, row.Unit)} | {Cell(row.OursToTheirs, "F2")} | {Cell(row.TheirsToOurs, "F2")} |\n");
        return text.Append($"\n{Machine()}, {browser}, {DateTime.UtcNow:yyyy-MM-dd}.\n").ToString();
    }

    /// <summary>Writes both files; the newest run of each other machine stays in them, since ratios differ from machine to machine.</summary>
    public void Write(string path)
    {
        var now = new Run(DateTime.UtcNow.ToString("yyyy-MM-dd"), Machine(), rows.ToDictionary(row => row.Name, row => row.TheirsToOurs.Median));
        Run[] others = [.. Before(path + ".json").Where(run => run.Machine != now.Machine)];
        File.WriteAllText(path + ".md", Markdown() + Compared([now, .. others]));
        var content = new
        {
            now.Date,
            now.Machine,
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
            others,
        };
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(content, Json) + "\n");
    }

    private static IEnumerable<Run> Before(string path)
    {
        if (!File.Exists(path)) return [];
        var before = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(path));
        var ratios = before.GetProperty("rows").EnumerateArray().ToDictionary(
            row => row.GetProperty("name").GetString()!, row => row.GetProperty("theirsToOurs").GetProperty("median").GetDouble());
        var newest = new Run(before.GetProperty("date").GetString()!, before.GetProperty("machine").GetString()!, ratios);
        return [newest, .. before.TryGetProperty("others", out var others) ? others.Deserialize<Run[]>(Json)! : []];
    }

    private string Compared(IReadOnlyList<Run> runs)
    {
        if (runs.Count == 1) return "";
        var text = new StringBuilder("\nThe newest run of each machine, face-api.js / FaceShape, medians:\n\n|");
        foreach (var run in runs) text.Append($" | {run.Machine}, {run.Date}");
        text.Append(" |\n").AppendJoin("", Enumerable.Repeat("|---", runs.Count + 1)).Append("|\n");
        foreach (var name in rows.Select(row => row.Name))
        {
            text.Append($"| {name}");
            foreach (var run in runs) text.Append(run.Ratios.TryGetValue(name, out var ratio) ? $" | {ratio:F2}" : " | not taken");
            text.Append(" |\n");
        }

        return text.ToString();
    }

    private static string Cell(IEnumerable<double> numbers, string unit) => Cell(Quartiles.Of(numbers), unit == "MB" ? "F1" : "F0");

    private static string Cell(Quartiles of, string format) =>
        $"{of.Quartile1.ToString(format)} **{of.Median.ToString(format)}** {of.Quartile3.ToString(format)}";

    private static string Machine()
    {
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return $"{line?.Split(':')[1].Trim() ?? "unknown processor"}, {Environment.ProcessorCount} cores";
    }

    /// <summary>What is kept of a run.</summary>
    /// <param name="Date">When it was.</param>
    /// <param name="Machine">Processor and cores.</param>
    /// <param name="Ratios">Median of each row, face-api.js's to FaceShape's.</param>
    private sealed record Run(string Date, string Machine, IReadOnlyDictionary<string, double> Ratios);
}
