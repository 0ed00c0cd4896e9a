namespace FaceShape.Cli.Serve;

/// <summary>The site cannot be served; the message says what to do.</summary>
internal sealed class SiteException(string message, Exception? inner = null) : Exception(message, inner);
