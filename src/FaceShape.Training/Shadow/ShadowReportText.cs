using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceShape.Training.Shadow;

/// <summary>Writes a report as Markdown, JSON, and a page that needs no other file.</summary>
public static class ShadowReportText
{
    private const int BarHeight = 14;
    private const int LabelWidth = 190;
    private const int BarWidth = 420;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly string[] Colours = ["#3b5b92", "#c46a2b", "#4f8a5b", "#8a4f7d", "#777777", "#b3902f"];

    /// <summary>The verdict in a word.</summary>
    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Promote => "promote",
        Verdict.KeepWatching => "keep watching",
        Verdict.Stop => "stop",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>One JSON object.</summary>
    public static string ToJson(this ShadowReport report) => JsonSerializer.Serialize(
        new { report.Verdict, report.Champion, report.Challenger, report.Reasons, report.Findings, report.Charts }, Json) + "\n";

    /// <summary>For people in a terminal or a pull request.</summary>
    public static string ToMarkdown(this ShadowReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Verdict: {Word(report.Verdict)}\n\nChampion {report.Champion}");
        if (report.Challenger is { } challenger) text.Append(CultureInfo.InvariantCulture, $", challenger {challenger}");
        text.Append(".\n\n## Why\n\n");
        foreach (var reason in report.Reasons) text.Append(CultureInfo.InvariantCulture, $"- **{reason.Name}.** {reason.Words}\n");
        text.Append("\n## All that was looked at\n\n| What | Found | Speaks for |\n|---|---|---|\n");
        foreach (var finding in report.Findings)
            text.Append(CultureInfo.InvariantCulture, $"| {finding.Name} | {finding.Words} | {Leans(finding.Leaning)} |\n");
        foreach (var chart in report.Charts) WriteTable(text, chart);
        return text.ToString();
    }

    /// <summary>A page with charts; no script, nothing from elsewhere.</summary>
    public static string ToHtml(this ShadowReport report)
    {
        var page = new StringBuilder("""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Shadow launch</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d1d1f; background: #fff }
            .verdict { font-size: 2rem; margin: 0 }
            table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-top: 1px solid #ccc }
            svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif } figure { margin: 2rem 0 } figcaption { font-weight: 600 }
            @media (prefers-color-scheme: dark) { body { background: #161618; color: #eee } svg text { fill: #eee } th, td { border-color: #444 } }
            </style></head><body>

            """);
        page.Append(CultureInfo.InvariantCulture, $"<h1 class=\"verdict\" data-verdict=\"{Word(report.Verdict)}\">Verdict: {Word(report.Verdict)}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>Champion {Escape(report.Champion)}{(report.Challenger is { } name ? $", challenger {Escape(name)}" : "")}.</p>\n<h2>Why</h2>\n<ul>\n");
        foreach (var reason in report.Reasons)
            page.Append(CultureInfo.InvariantCulture, $"<li><strong>{Escape(reason.Name)}.</strong> {Escape(reason.Words)}</li>\n");
        page.Append("</ul>\n<h2>All that was looked at</h2>\n<table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Found</th><th scope=\"col\">Speaks for</th></tr></thead><tbody>\n");
        foreach (var finding in report.Findings)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Escape(finding.Name)}</td><td>{Escape(finding.Words)}</td><td>{Leans(finding.Leaning)}</td></tr>\n");
        page.Append("</tbody></table>\n");
        foreach (var chart in report.Charts) WriteFigure(page, chart);
        return page.Append("</body></html>\n").ToString();
    }

    private static void WriteTable(StringBuilder text, ShareChart chart)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {chart.Title}\n\n| |{string.Concat(chart.Labels.Select(label => $" {label} |"))}\n|---|{string.Concat(chart.Labels.Select(_ => "---|"))}\n");
        foreach (var series in chart.Series)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {series.Name} |");
            for (var i = 0; i < series.Shares.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $" {100 * series.Shares[i]:F1} %");
                if (series.Errors is { } errors) text.Append(CultureInfo.InvariantCulture, $" ± {100 * errors[i]:F1}");
                text.Append(" |");
            }

            text.Append('\n');
        }
    }

    private static void WriteFigure(StringBuilder page, ShareChart chart)
    {
        var group = BarHeight * chart.Series.Count + 10;
        var height = group * chart.Labels.Count + 30;
        var most = Math.Max(0.05, chart.Series.SelectMany(series => series.Shares.Select((share, i) => share + (series.Errors?[i] ?? 0))).Max());
        page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Escape(chart.Title)}</figcaption>\n<svg viewBox=\"0 0 {LabelWidth + BarWidth + 70} {height}\" role=\"img\" aria-label=\"{Escape(chart.Title)}\">\n");
        for (var label = 0; label < chart.Labels.Count; label++)
        {
            var top = group * label;
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{top + group / 2}\" text-anchor=\"end\">{Escape(chart.Labels[label])}</text>\n");
            for (var i = 0; i < chart.Series.Count; i++)
                WriteBar(page, chart.Series[i], label, Colours[i % Colours.Length], top + BarHeight * i, BarWidth / most);
        }

        for (var i = 0; i < chart.Series.Count; i++)
        {
            var x = LabelWidth + 110 * i;
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{height - 18}\" width=\"10\" height=\"10\" fill=\"{Colours[i % Colours.Length]}\"/><text x=\"{x + 14}\" y=\"{height - 9}\">{Escape(chart.Series[i].Name)}</text>\n");
        }

        page.Append("</svg></figure>\n");
    }

    private static void WriteBar(StringBuilder page, ShareSeries series, int label, string colour, int top, double scale)
    {
        var width = Math.Max(0, series.Shares[label]) * scale;
        page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{LabelWidth}\" y=\"{top}\" width=\"{width:F1}\" height=\"{BarHeight - 2}\" fill=\"{colour}\"/>");
        var end = width;
        if (series.Errors is { } errors)
        {
            var low = LabelWidth + Math.Max(0, series.Shares[label] - errors[label]) * scale;
            var high = LabelWidth + Math.Max(0, series.Shares[label] + errors[label]) * scale;
            end = Math.Max(end, high - LabelWidth);
            page.Append(CultureInfo.InvariantCulture, $"<path d=\"M{low:F1} {top + BarHeight / 2 - 1}H{high:F1}\" stroke=\"currentColor\"/>");
        }

        page.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth + end + 6:F1}\" y=\"{top + BarHeight - 4}\">{100 * series.Shares[label]:F1} %</text>\n");
    }

    private static string Leans(Leaning leaning) => leaning switch
    {
        Leaning.Promote => "promote",
        Leaning.Stop => "stop",
        Leaning.Distrust => "distrust",
        _ => "",
    };

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
