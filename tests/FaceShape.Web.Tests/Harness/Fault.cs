namespace FaceShape.Web.Tests.Harness;

/// <summary>What the <see cref="Gateway"/> does to an answer.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One byte in the middle is another.</summary>
    Damaged,

    /// <summary>The connection breaks off half-way.</summary>
    CutOff,

    /// <summary>It comes only after the fault is mended.</summary>
    Held,

    /// <summary>It is not there.</summary>
    Missing,
}
