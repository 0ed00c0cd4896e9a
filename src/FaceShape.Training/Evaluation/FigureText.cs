using System.Globalization;
using FaceShape.Training.Protocol;

namespace FaceShape.Training.Evaluation;

/// <summary>Figures as cards and reports show them.</summary>
internal static class FigureText
{
    /// <summary>52.4 %.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    /// <summary>At most three decimals.</summary>
    public static string Number(double number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.###}");

    /// <summary>A share with its interval; a dash where there is none.</summary>
    public static string Share(Figure? figure) => figure is null ? "–" : Share(figure.Value, figure.Interval);

    /// <summary>A share with its interval.</summary>
    public static string Share(double share, double[] interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % ({100 * interval[0]:0.0} to {100 * interval[1]:0.0})");

    /// <summary>A number with its interval; a dash where there is none.</summary>
    public static string Ranged(Figure? figure) =>
        figure is null ? "–" : $"{Number(figure.Value)} ({Number(figure.Interval[0])} to {Number(figure.Interval[1])})";

    /// <summary>The lines of a Markdown table.</summary>
    /// <param name="titles">Of the columns.</param>
    /// <param name="rows">Cells, as many a row as there are titles.</param>
    public static string Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        string[] lines = [Line(titles), $"|{string.Concat(Enumerable.Repeat("---|", titles.Count))}", .. rows.Select(Line)];
        return string.Join('\n', lines);

        static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
    }
}
