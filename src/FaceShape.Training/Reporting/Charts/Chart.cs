using System.Globalization;
using System.Text;

namespace FaceShape.Training.Reporting.Charts;

/// <summary>A small SVG picture with axes from 0 to 1, readable on light and dark grounds.</summary>
internal sealed class Chart
{
    private const int Plot = 240, Left = 48, Top = 34, Width = Left + Plot + 20, Height = Top + Plot + 44;

    private const string Style = """
        text{font:12px system-ui,sans-serif;fill:#222}.title{font-weight:600}.axis{stroke:#999;fill:none}
        .guide{stroke:#999;stroke-dasharray:4 4;fill:none}.data{stroke:#2563eb;stroke-width:2;fill:none}.dot,.cell{fill:#2563eb}
        @media(prefers-color-scheme:dark){text{fill:#ddd}.data{stroke:#7aa2ff}.dot,.cell{fill:#7aa2ff}}
        """;

    private readonly StringBuilder svg = new();

    /// <summary>Draws the frame.</summary>
    /// <param name="title">Above the plot, and the picture's name for screen readers.</param>
    /// <param name="across">Title of the horizontal axis.</param>
    /// <param name="up">Title of the vertical axis.</param>
    public Chart(string title, string across, string up)
    {
        Line($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{title}">
            <style>{Style}</style>
            <text class="title" x="{Left}" y="18">{title}</text>
            <text x="{Left + Plot / 2}" y="{Height - 8}" text-anchor="middle">{across}</text>
            <text transform="translate(14 {Top + Plot / 2}) rotate(-90)" text-anchor="middle">{up}</text>
            """);
    }

    /// <summary>The axes with a number at each quarter.</summary>
    public Chart Axes()
    {
        Line($"""<path class="axis" d="M{Left} {Top}V{Top + Plot}H{Left + Plot}"/>""");
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            var share = quarter / 4.0;
            Line($"""<text x="{X(share):0.#}" y="{Top + Plot + 16}" text-anchor="middle">{100 * share:0}</text>""");
            Line($"""<text x="{Left - 6}" y="{Y(share) + 4:0.#}" text-anchor="end">{100 * share:0}</text>""");
        }

        return this;
    }

    /// <summary>A broken straight line.</summary>
    public Chart Guide(double fromX, double fromY, double toX, double toY)
    {
        Line($"""<path class="guide" d="M{X(fromX):0.#} {Y(fromY):0.#}L{X(toX):0.#} {Y(toY):0.#}"/>""");
        return this;
    }

    /// <summary>A line through points.</summary>
    public Chart Curve(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count > 0) Line($"""<path class="data" d="M{string.Join('L', points.Select(p => Text($"{X(p.X):0.#} {Y(p.Y):0.#}")))}"/>""");
        return this;
    }

    /// <summary>A dot whose area grows with a share of 0 to 1.</summary>
    public Chart Dot(double x, double y, double share)
    {
        Line($"""<circle class="dot" cx="{X(x):0.#}" cy="{Y(y):0.#}" r="{2 + 12 * Math.Sqrt(share):0.#}" fill-opacity=".6"/>""");
        return this;
    }

    /// <summary>A cell of a matrix, the darker the larger its share.</summary>
    public Chart Cell(int row, int column, int count, double share)
    {
        var side = (double)Plot / count;
        Line($"""<rect class="cell" x="{Left + column * side:0.#}" y="{Top + row * side:0.#}" width="{side:0.#}" height="{side:0.#}" fill-opacity="{share:0.##}"/>""");
        Line($"""<text x="{Left + (column + 0.5) * side:0.#}" y="{Top + (row + 0.5) * side + 4:0.#}" text-anchor="middle">{100 * share:0}</text>""");
        return this;
    }

    /// <summary>The name of a row and of the column of the same number.</summary>
    public Chart Name(int at, int count, string name)
    {
        var side = (double)Plot / count;
        Line($"""<text x="{Left + (at + 0.5) * side:0.#}" y="{Top + Plot + 16}" text-anchor="middle">{name}</text>""");
        Line($"""<text transform="translate({Left - 6} {Top + (at + 0.5) * side:0.#}) rotate(-90)" text-anchor="middle">{name}</text>""");
        return this;
    }

    /// <summary>The file.</summary>
    public string ToSvg() => svg + "</svg>\n";

    private static double X(double share) => Left + share * Plot;

    private static double Y(double share) => Top + (1 - share) * Plot;

    private void Line(FormattableString text) => svg.Append(Text(text).ReplaceLineEndings("\n")).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
