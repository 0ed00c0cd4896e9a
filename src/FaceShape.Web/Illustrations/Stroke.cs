namespace FaceShape.Web.Illustrations;

/// <summary>Where a drawn path belongs: behind the face, on its skin, before it, at both ears, or at the eyes.</summary>
public enum Layer
{
    /// <summary>Behind the face; stretched to its breadth.</summary>
    Back,

    /// <summary>On the skin, cut off at the outline; stretched to its breadth.</summary>
    Skin,

    /// <summary>Before the face; stretched to its breadth.</summary>
    Front,

    /// <summary>At an earlobe, which is its origin; drawn at both, mirrored.</summary>
    Ear,

    /// <summary>Before the face and never stretched: eyes are where they are.</summary>
    Eyes,
}

/// <summary>A path of a drawing in the field of <see cref="Pages.Outline"/>.</summary>
/// <param name="Layer">Where it belongs.</param>
/// <param name="Kind">What it is, such as <c>hair</c>: the styles give it colour.</param>
/// <param name="Path">SVG path data.</param>
internal sealed record Stroke(Layer Layer, string Kind, string Path);
