namespace FaceShape.Insight;

/// <summary>What a device kept about itself cannot be read; it must be erased, never guessed, or the budget would not hold.</summary>
public sealed class JournalException(int line, string message)
    : Exception($"Line {line} of what this device keeps {message}: erase it to go on")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
