namespace FaceShape.Web.Tests.Harness;

/// <summary>One request that a browser made, and what it got.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">With its question mark; empty for none.</param>
/// <param name="BodyBytes">Bytes in the request's body.</param>
internal sealed record Exchange(string Method, string Path, string Query, long BodyBytes)
{
    /// <summary>The answer's status; 0 until there is one.</summary>
    public int Status { get; set; }

    /// <summary>The answer's headers by lower-case name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Bytes of the answer's body as they were sent: compressed.</summary>
    public long SentBytes { get; set; }
}
