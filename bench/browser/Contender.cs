namespace FaceShape.Bench.Browser;

/// <summary>A page that reads a chosen photo: its root element's data-state says "ready" and "answered".</summary>
/// <param name="Name">For the report.</param>
/// <param name="Address">Where it is served.</param>
internal sealed record Contender(string Name, Uri Address);
