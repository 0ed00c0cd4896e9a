namespace FaceShape.Web.Building;

/// <summary>The site cannot be built; the message says what to do.</summary>
internal sealed class SiteException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>1 when a step failed, 2 for wrong usage.</summary>
    public int ExitCode { get; } = exitCode;
}
