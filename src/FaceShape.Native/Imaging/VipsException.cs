namespace FaceShape.Native.Imaging;

/// <summary>libvips reported a failure, in its own words; becomes a <see cref="FaceShape.Imaging.PhotoException"/> further up.</summary>
/// <param name="message">Its message.</param>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>Whether libvips, or a decoder below it, asked for memory that was not there.</summary>
    public bool IsOutOfMemory =>
        Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || Message.Contains("insufficient memory", StringComparison.OrdinalIgnoreCase);
}
