using FaceShape.Training.Data;

namespace FaceShape.Training.Outlines;

/// <summary>A photo of one person and the outline that somebody drew on it.</summary>
/// <param name="Person">Who: folder and name of the file, as each person was photographed once.</param>
/// <param name="Photo">The picture.</param>
/// <param name="Template">The <c>.tem</c> file.</param>
internal sealed record OutlinedPhoto(string Person, string Photo, string Template)
{
    /// <summary>Finds photos and templates of one name, the templates beside the photos or in a folder <c>templates</c> there.</summary>
    /// <param name="folder">The folder of the photos.</param>
    /// <exception cref="DatasetException">There is no such folder, or no pair in it.</exception>
    public static IReadOnlyList<OutlinedPhoto> Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new DatasetException($"There is no folder {folder}");
        var inside = Path.Combine(folder, "templates");
        var templates = Directory.Exists(inside) ? inside : folder;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        OutlinedPhoto[] pairs =
        [
            .. Directory.GetFiles(folder, "*.jpg").Order(StringComparer.Ordinal)
                .Select(photo => (Photo: photo, Stem: Path.GetFileNameWithoutExtension(photo)))
                .Select(pair => new OutlinedPhoto($"{name}/{pair.Stem}", pair.Photo, Path.Combine(templates, $"{pair.Stem}.tem")))
                .Where(pair => File.Exists(pair.Template)),
        ];
        return pairs.Length > 0 ? pairs : throw new DatasetException($"{folder} has no X.jpg with X.tem beside it or in {inside}");
    }
}
