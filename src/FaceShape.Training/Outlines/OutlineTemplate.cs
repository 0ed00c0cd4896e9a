using System.Globalization;
using FaceShape.Imaging;
using FaceShape.Landmarks;
using FaceShape.Training.Data;

namespace FaceShape.Training.Outlines;

/// <summary>
/// A face's points as people drew them: a <c>.tem</c> file of PsychoMorph with the 189 points of the Face Research Lab. Its first line
/// is their number, each of the next ones x and y.
/// </summary>
internal static class OutlineTemplate
{
    private const int Points = 189;

    // The closed curve of FaceOutlinePoints: hairline 134 to 144, right side, jaw from the right, left side from below.
    private static readonly int[] Order =
        [134, 135, 136, 137, 138, 139, 140, 141, 142, 143, 144, 112, 113, 114, 133, 132, 131, 130, 129, 128, 127, 126, 125, 111, 110, 109];

    /// <summary>Reads the outline of a template.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scale">Pixels of the photo in a unit of the template.</param>
    /// <returns>In pixels of the photo.</returns>
    /// <exception cref="DatasetException">It is not such a file.</exception>
    public static FaceOutlinePoints Read(string path, double scale)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length <= Points || lines[0].Trim() != $"{Points}")
            throw new DatasetException($"{path} is not a template of {Points} points: its first line must be {Points}");
        return new([.. Order.Select(index => Parse(path, lines[index + 1]) * scale)]);
    }

    private static Point Parse(string path, string line)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2
            && double.TryParse(words[0], CultureInfo.InvariantCulture, out var x)
            && double.TryParse(words[1], CultureInfo.InvariantCulture, out var y)
            ? new(x, y)
            : throw new DatasetException($"{path}: '{line}' is not a point");
    }
}
