using System.Globalization;
using System.Text.RegularExpressions;
using FaceShape.Web.Pages;

namespace FaceShape.Web.Tests.Illustrations;

public sealed partial class OutlineTests
{
    [Theory]
    [InlineData("heart")]
    [InlineData("oblong")]
    [InlineData("oval")]
    [InlineData("round")]
    [InlineData("square")]
    public void An_outline_says_where_its_line_is_highest_and_lowest(string name)
    {
        var outline = Outline.Of(name);
        var heights = Heights(outline.Path);
        Assert.Equal(heights.Min(), outline.Top, 0.05);
        Assert.Equal(heights.Max(), outline.Bottom, 0.05);
    }

    /// <summary>Heights along path data of the commands M, C, S, Q and Z.</summary>
    private static List<double> Heights(string path)
    {
        List<double> heights = [];
        double at = 0, control = 0;
        foreach (Match command in Command().Matches(path))
        {
            double[] y = [.. Number().Matches(command.Groups[2].Value).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).Where((_, i) => i % 2 == 1)];
            switch (command.Groups[1].Value)
            {
                case "M":
                    at = y[0];
                    break;
                case "C":
                    for (var i = 0; i < y.Length; i += 3) To(y[i], y[i + 1], y[i + 2]);
                    break;
                case "S":
                    for (var i = 0; i < y.Length; i += 2) To(2 * at - control, y[i], y[i + 1]);
                    break;
                case "Q":
                    To(at + (y[0] - at) * 2 / 3, y[1] + (y[0] - y[1]) * 2 / 3, y[1]);
                    break;
            }
        }

        return heights;

        void To(double first, double second, double end)
        {
            for (var t = 0.0; t <= 1; t += 1.0 / 512)
            {
                var u = 1 - t;
                heights.Add(u * u * u * at + 3 * u * u * t * first + 3 * u * t * t * second + t * t * t * end);
            }

            (at, control) = (end, second);
        }
    }

    [GeneratedRegex("([MCSQZ])([^MCSQZ]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
