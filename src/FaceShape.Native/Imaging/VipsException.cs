namespace FaceShape.Native.Imaging;

/// <summary>libvips reported a failure, in its own words; becomes a <see cref="FaceShape.Imaging.PhotoException"/> further up.</summary>
/// <param name="message">Its message.</param>
internal sealed class VipsException(string message) : Exception(message);
