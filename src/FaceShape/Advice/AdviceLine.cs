namespace FaceShape.Advice;

/// <summary>One thing to prefer or to avoid, and why.</summary>
/// <param name="Item">The thing.</param>
/// <param name="Preferred">False: better avoided.</param>
/// <param name="Reason">What it does to the look of the face.</param>
public sealed record AdviceLine(AdviceItem Item, bool Preferred, AdviceReason Reason);

/// <summary>What an item does to the look of a face: up and down for each of the ways of <see cref="Balance"/>, in their order.</summary>
public enum AdviceReason
{
    /// <summary><c>longer</c></summary>
    Longer,

    /// <summary><c>shorter</c></summary>
    Shorter,

    /// <summary><c>wider-forehead</c></summary>
    WiderForehead,

    /// <summary><c>narrower-forehead</c></summary>
    NarrowerForehead,

    /// <summary><c>wider-cheeks</c></summary>
    WiderCheeks,

    /// <summary><c>narrower-cheeks</c></summary>
    NarrowerCheeks,

    /// <summary><c>wider-jaw</c></summary>
    WiderJaw,

    /// <summary><c>narrower-jaw</c></summary>
    NarrowerJaw,

    /// <summary><c>sharper</c></summary>
    Sharper,

    /// <summary><c>softer</c></summary>
    Softer,

    /// <summary><c>as-is</c>: it leaves the proportions as they are.</summary>
    AsIs,
}
