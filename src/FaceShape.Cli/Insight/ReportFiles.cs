using FaceShape.Training.Shadow;

namespace FaceShape.Cli.Insight;

/// <summary>A shadow report in a folder: for pull requests, programs, and people.</summary>
internal static class ReportFiles
{
    /// <summary>Writes shadow.md, shadow.json and shadow.html.</summary>
    /// <returns>The files.</returns>
    public static IReadOnlyList<string> Write(string folder, ShadowReport report)
    {
        Directory.CreateDirectory(folder);
        (string Name, string Text)[] files = [("shadow.md", report.ToMarkdown()), ("shadow.json", report.ToJson()), ("shadow.html", report.ToHtml())];
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder, name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }
}
