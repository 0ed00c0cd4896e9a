using System.IO.Enumeration;
using FaceShape.Imaging;

namespace FaceShape.Cli.Photos;

/// <summary>One entry of the list of photos: a file, or a name behind which there is none.</summary>
/// <param name="Photo">Path as it is shown.</param>
/// <param name="Problem">Why there is no photo, if so.</param>
internal readonly record struct ListedPhoto(string Photo, PhotoException? Problem = null);

/// <summary>Turns what a person typed into photos: files, folders, and patterns that the shell did not expand.</summary>
internal static class PhotoList
{
    // What is a picture but not read here is listed too: left out silently, it would be missed.
    private static readonly HashSet<string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".tif", ".tiff", ".avif", ".heic", ".heif", ".bmp", ".jxl",
    };

    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>Lists photos in the order in which they were named; those of a folder or pattern by name.</summary>
    /// <param name="named">Files, folders, or patterns with <c>*</c>, <c>?</c> and <c>**</c>.</param>
    /// <param name="recursive">Whether folders inside folders are looked through.</param>
    public static IReadOnlyList<ListedPhoto> Expand(IEnumerable<string> named, bool recursive) =>
        [.. named.SelectMany(name => Expand(name, recursive))];

    private static IEnumerable<ListedPhoto> Expand(string name, bool recursive)
    {
        if (Directory.Exists(name)) return Folder(name, recursive);
        return name.IndexOfAny(Wildcards) < 0 || File.Exists(name) ? [new(name)] : Pattern(name);
    }

    private static IEnumerable<ListedPhoto> Folder(string folder, bool recursive)
    {
        try
        {
            // The folder that was named must be open; those below it are as for a pattern: links are not followed, closed ones passed over.
            var below = recursive ? Entries(folder).Where(IsOwnFolder).SelectMany(Below).SelectMany(FilesOf) : [];
            List<ListedPhoto> photos =
            [
                .. Directory.GetFiles(folder).Concat(below)
                    .Where(path => Pictures.Contains(Path.GetExtension(path)))
                    .Order(StringComparer.Ordinal)
                    .Select(path => new ListedPhoto(path)),
            ];
            if (photos.Count > 0) return photos;
            var hint = recursive
                ? "name a photo or a folder that holds some"
                : "name a photo, or look through its sub-folders with --recursive";
            return [new(folder, new PhotoException(PhotoError.IsADirectory, $"This folder holds no pictures: {hint}"))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [new(folder, new PhotoException(PhotoError.Unreadable, "This folder may not be read: check its permissions", error))];
        }
    }

    private static IEnumerable<ListedPhoto> Pattern(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        var segments = pattern[root.Length..].Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var found = Match(root, segments).Distinct().Order(StringComparer.Ordinal).Select(path => new ListedPhoto(path)).ToList();
        return found.Count > 0
            ? found
            : [new(pattern, new PhotoException(PhotoError.NotFound, "No file fits this pattern: check its spelling"))];
    }

    private static IEnumerable<string> Match(string folder, ReadOnlyMemory<string> segments)
    {
        var (segment, rest) = (segments.Span[0], segments[1..]);
        if (segment == "**")
        {
            var names = rest.IsEmpty ? new[] { "*" } : rest;
            return Below(folder).SelectMany(below => Match(below, names));
        }

        if (segment.IndexOfAny(Wildcards) < 0)
        {
            var path = Path.Combine(folder, segment);
            if (!rest.IsEmpty) return Directory.Exists(path) || segment.Length == 0 ? Match(path, rest) : [];
            return File.Exists(path) ? [path] : [];
        }

        var entries = Entries(folder).Where(entry => Fits(segment, Path.GetFileName(entry)));
        return rest.IsEmpty ? entries.Where(File.Exists) : entries.Where(Directory.Exists).SelectMany(entry => Match(entry, rest));
    }

    private static IEnumerable<string> Below(string folder) =>
        Entries(folder).Where(IsOwnFolder).SelectMany(Below).Prepend(folder);

    // Links are not followed: they may lead round in circles.
    private static bool IsOwnFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    // Named without "./" where the pattern was.
    private static IEnumerable<string> Entries(string folder) =>
        ListedBy(Directory.GetFileSystemEntries, folder.Length == 0 ? "." : folder).Select(entry => Path.Combine(folder, Path.GetFileName(entry)));

    private static IEnumerable<string> FilesOf(string folder) => ListedBy(Directory.GetFiles, folder);

    // A folder that may not be read holds nothing for whoever asks.
    private static string[] ListedBy(Func<string, string[]> list, string folder)
    {
        try
        {
            return list(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // As in shells, a pattern fits hidden names only when it says so.
    private static bool Fits(string segment, string name) =>
        (name[0] != '.' || segment[0] == '.')
            && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: OperatingSystem.IsWindows());
}
