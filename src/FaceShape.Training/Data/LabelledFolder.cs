using System.Globalization;
using FaceShape.Classification;

namespace FaceShape.Training.Data;

/// <summary>
/// A folder of photos sorted into sub-folders by shape: <c>heart</c>, <c>oblong</c>, <c>oval</c>, <c>round</c>,
/// <c>square</c> in any case; not all five have to be there. Other sub-folders are not looked into.
/// </summary>
/// <param name="Name">Name for reports: the folder's own.</param>
/// <param name="Photos">Its photos, sorted by label and file name.</param>
public sealed record LabelledFolder(string Name, IReadOnlyList<LabelledPhoto> Photos)
{
    /// <summary>Largest padding that is accepted, as a fraction of the longer side.</summary>
    public const double MaxPad = 2;

    private const string PadSuffix = ":pad=";

    private static readonly HashSet<string> Extensions =
        new([".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks through a folder; photos are not opened.</summary>
    /// <param name="folder">Path, which may end in <c>:pad=0.35</c>.</param>
    /// <param name="pad">
    /// Padding where <paramref name="folder"/> names none. It is meant for tight crops: in whole pictures it makes faces smaller
    /// to the detector, which then loses a few, so mixed folders should each name their own.
    /// </param>
    /// <exception cref="DatasetException">It is not there, holds no label, or no photo under any.</exception>
    public static LabelledFolder Open(string folder, double pad)
    {
        (folder, pad) = ParsePad(folder, pad);
        if (!(pad >= 0 && pad <= MaxPad))
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"Padding {pad} is not between 0 and {MaxPad}"));
        if (!Directory.Exists(folder)) throw new DatasetException($"There is no folder {folder}");

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var labels = Directory.GetDirectories(folder)
            .Select(path => (Path: path, Label: ParseLabel(Path.GetFileName(path))))
            .Where(sub => sub.Label is not null)
            .OrderBy(sub => sub.Label).ThenBy(sub => sub.Path, StringComparer.Ordinal)
            .ToList();
        if (labels.Count == 0)
            throw new DatasetException($"{folder} holds no labels: sort its photos into sub-folders named {LabelNames}");

        List<LabelledPhoto> photos =
            [.. labels.SelectMany(sub => PhotosIn(sub.Path).Select(path => new LabelledPhoto(path, sub.Label!.Value, name, pad)))];
        if (photos.Count == 0)
            throw new DatasetException($"{folder} holds no photos under its labels; photos end in {string.Join(", ", Extensions)}");
        return new(name, photos);
    }

    /// <summary>Opens several; folders of the same name are told apart by a number.</summary>
    /// <exception cref="DatasetException">None is given, or one cannot be used.</exception>
    internal static IReadOnlyList<LabelledFolder> OpenAll(IReadOnlyList<string> folders, double pad)
    {
        if (folders.Count == 0) throw new DatasetException("Name at least one labelled folder");
        var opened = new List<LabelledFolder>();
        foreach (var folder in folders.Select(path => Open(path, pad)))
        {
            var name = folder.Name;
            for (var i = 2; opened.Any(other => other.Name == name); i++) name = $"{folder.Name}-{i}";
            opened.Add(new(name, [.. folder.Photos.Select(photo => photo with { Source = name })]));
        }

        return opened;
    }

    /// <summary>The photos of several folders; none for none.</summary>
    /// <exception cref="DatasetException">One cannot be used.</exception>
    internal static IReadOnlyList<LabelledPhoto> PhotosOf(IReadOnlyList<string> folders, double pad) =>
        folders.Count == 0 ? [] : [.. OpenAll(folders, pad).SelectMany(folder => folder.Photos)];

    private static string LabelNames => string.Join(", ", Enum.GetNames<Shape>().Select(name => name.ToLowerInvariant()));

    private static (string Folder, double Pad) ParsePad(string folder, double pad)
    {
        var at = folder.LastIndexOf(PadSuffix, StringComparison.Ordinal);
        if (at < 0) return (folder, pad);
        var value = folder[(at + PadSuffix.Length)..];
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var own)
            ? (folder[..at], own)
            : throw new DatasetException($"'{value}' after {PadSuffix} is not a number; write for example {folder[..at]}{PadSuffix}0.35");
    }

    private static Shape? ParseLabel(string name)
    {
        foreach (var shape in Enum.GetValues<Shape>())
        {
            if (string.Equals(shape.ToString(), name, StringComparison.OrdinalIgnoreCase)) return shape;
        }

        return null;
    }

    private static IEnumerable<string> PhotosIn(string folder) =>
        Directory.GetFiles(folder).Where(path => Extensions.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal);
}
