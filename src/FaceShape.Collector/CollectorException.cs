namespace FaceShape.Collector;

/// <summary>The collector cannot start or go on; the message says what to do.</summary>
internal class CollectorException(string message, Exception? inner = null) : Exception(message, inner);
