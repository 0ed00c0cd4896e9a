using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FaceShape.Web.Illustrations;

/// <summary>Moves and mirrors path data of absolute commands.</summary>
internal static partial class PathMirror
{
    /// <summary>The path elsewhere.</summary>
    public static string Move(string path, double x, double y) => Map(path, 1, x, y);

    /// <summary>Its mirror image, left for right, elsewhere.</summary>
    public static string MoveMirrored(string path, double x, double y) => Map(path, -1, x, y);

    private static string Map(string path, double sign, double x, double y)
    {
        var mapped = new StringBuilder();
        foreach (Match command in Command().Matches(path))
        {
            var name = command.Groups[1].Value[0];
            double[] numbers = [.. Number().Matches(command.Groups[2].Value).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];
            mapped.Append(name).Append(string.Join(' ', Map(name, numbers, sign, x, y).Select(PathData.Of)));
        }

        return mapped.ToString();
    }

    private static IEnumerable<double> Map(char command, double[] numbers, double sign, double x, double y) => command switch
    {
        'H' => numbers.Select(number => sign * number + x),
        'V' => numbers.Select(number => number + y),
        'A' => numbers.Select((number, i) => (i % 7) switch
        {
            4 => sign < 0 ? 1 - number : number,
            5 => sign * number + x,
            6 => number + y,
            _ => number,
        }),
        _ => numbers.Select((number, i) => i % 2 == 0 ? sign * number + x : number + y),
    };

    [GeneratedRegex("([MLHVCSQTAZ])([^MLHVCSQTAZ]*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
