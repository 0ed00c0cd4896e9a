namespace FaceShape.Native;

/// <summary>A native library (ONNX Runtime or libvips) is missing or cannot be loaded; the message says what to do about it.</summary>
/// <param name="message">One line for people.</param>
/// <param name="inner">What the loader threw, if anything.</param>
public sealed class NativeLibraryException(string message, Exception? inner = null) : Exception(message, inner);
