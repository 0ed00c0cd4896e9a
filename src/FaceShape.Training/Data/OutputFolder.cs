namespace FaceShape.Training.Data;

/// <summary>A folder that results will be written to.</summary>
public static class OutputFolder
{
    /// <summary>Makes it and writes a file for a moment, before hours of work: afterwards it would be too late to name another.</summary>
    /// <param name="folder">The folder; null where results are only shown.</param>
    /// <exception cref="DatasetException">Nothing can be written there.</exception>
    public static void Open(string? folder)
    {
        if (folder is null) return;
        var trial = Path.Combine(folder, $"{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{folder} cannot be written: check its permissions, or name another folder ({error.Message})");
        }
    }
}
