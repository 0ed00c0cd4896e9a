using FaceShape.Training.Data;

namespace FaceShape.Training.Shadow;

/// <summary>A photo that both models read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">Number of the true shape; null where nobody knows it.</param>
/// <param name="Pad">Fraction of the longer side that is added on every side.</param>
internal sealed record ShadowPhoto(string Path, int? Label, double Pad);

/// <summary>Finds photos: in labelled folders, and in folders that only hold photos (a golden set).</summary>
internal static class ShadowPhotos
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp"];

    /// <summary>Photos of some folders, in an order that the seed shuffles.</summary>
    /// <param name="folders">Labelled or not; <c>FOLDER:pad=0.35</c> pads the photos of a labelled one.</param>
    /// <param name="most">So many of them.</param>
    /// <param name="seed">The same seed gives the same photos.</param>
    /// <exception cref="DatasetException">A folder is not there, or holds no photo.</exception>
    public static IReadOnlyList<ShadowPhoto> Find(IReadOnlyList<string> folders, int most, int seed)
    {
        ShadowPhoto[] photos = [.. folders.SelectMany(folder => IsGolden(folder)
            ? Pictures(folder).Select(path => new ShadowPhoto(path, null, 0))
            : LabelledFolder.Open(folder, 0).Photos.Select(photo => new ShadowPhoto(photo.Path, (int)photo.Label, photo.Pad)))];
        new Random(seed).Shuffle(photos);
        return photos.Length <= most ? photos : photos[..most];
    }

    private static bool IsGolden(string folder) => Directory.Exists(folder) && Pictures(folder).Any();

    private static IEnumerable<string> Pictures(string folder) =>
        Directory.GetFiles(folder).Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
}
