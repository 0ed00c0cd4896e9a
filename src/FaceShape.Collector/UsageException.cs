namespace FaceShape.Collector;

/// <summary>A setting is missing, unknown or out of its bounds; the message says which.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : CollectorException(message, inner);
