using System.Globalization;
using System.Text;

namespace FaceShape.Training.Simulation;

/// <summary>The tables of docs/scale.md, which a test holds against this.</summary>
public static class ScaleText
{
    private const double WeeksInTenYears = 520;

    /// <summary>What people and epsilon give.</summary>
    public static string Precision(IReadOnlyList<PaperRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder("""
            | Users | ε | Reports a week on one question | Error of a shape's share | Smallest shift seen between two weeks | Weeks to promote +3 points |
            |---:|---:|---:|---:|---:|---:|

            """);
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Users:N0} | {row.Epsilon} | {Count(row.ReportsPerQuestion)} | {Points(row.ShapeError)} | {Points(row.SmallestShift)} | {Weeks(row.WeeksToDecide)} |\n");
        return text.ToString();
    }

    /// <summary>What it costs.</summary>
    public static string Costs(IReadOnlyList<CostRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder("""
            | Users a month | GPU servers | Delivering 4 MB | Delivering 12 MB | Collector | Reports a second, busiest hour |
            |---:|---:|---:|---:|---:|---:|

            """);
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Users:N0} | ${row.Gpu:N0} | ${row.Light:N0} | ${row.Heavy:N0} | ${row.Collector:N0} | {Count(row.ReportsPerSecond)} |\n");
        return text.ToString();
    }

    private static string Count(double count) => count.ToString(count < 10 ? "0.0#" : "N0", CultureInfo.InvariantCulture);

    private static string Points(double? share) =>
        share is null or > 1 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} points");

    private static string Weeks(double? weeks) => weeks switch
    {
        null => "never",
        <= 1 => "1",
        > WeeksInTenYears => "over ten years",
        { } some => Math.Ceiling(some).ToString("N0", CultureInfo.InvariantCulture),
    };
}
