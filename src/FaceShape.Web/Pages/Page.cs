using Microsoft.AspNetCore.Components;

namespace FaceShape.Web.Pages;

/// <summary>A page of the site in one language.</summary>
public abstract class Page : ComponentBase
{
    /// <summary>What the build hands over.</summary>
    [Parameter, EditorRequired]
    public required PageContext Site { get; set; }
}
