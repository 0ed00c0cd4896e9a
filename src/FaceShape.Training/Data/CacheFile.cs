using FaceShape.Training.Conversion;

namespace FaceShape.Training.Data;

/// <summary>A file of the cache. That one cannot be kept costs the next run its time, and must not cost this one its result.</summary>
internal static class CacheFile
{
    /// <summary>Keeps a file; a reader sees either the whole file or none.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="notKept">Told why it could not be kept; may be called from several threads.</param>
    public static void Keep(string path, byte[] bytes, Action<Exception>? notKept)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            ModelBuilder.WriteWhole(path, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            notKept?.Invoke(error);
        }
    }
}
