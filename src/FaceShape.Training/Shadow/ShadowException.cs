namespace FaceShape.Training.Shadow;

/// <summary>Models cannot be compared with what was given; the message says what to do.</summary>
public sealed class ShadowException(string message, Exception? inner = null) : Exception(message, inner);
