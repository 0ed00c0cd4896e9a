using System.Globalization;
using System.Text;
using FaceShape.Advice;
using FaceShape.Web.Building;
using FaceShape.Web.Pages;
using Microsoft.AspNetCore.Components;

namespace FaceShape.Web.Illustrations;

/// <summary>Drawings of faces and of what suits them. The page's scripts draw the same from <see cref="Strokes"/>.</summary>
internal static class Drawing
{
    /// <summary>Half the breadth of the face that everything is drawn around.</summary>
    public const double DrawnAround = 38;

    internal const string Neck = "M37 104V130C36 140 14 146 0 150V174H100V150C86 146 64 140 63 130V104Z";
    internal const string Eyes = "M22 62Q31 54 40 62Q31 67 22 62ZM60 62Q69 54 78 62Q69 67 60 62ZM50 60C49 72 45 78 45 82Q47 86 52 84M38 98Q44 94 50 96Q56 94 62 98Q50 106 38 98Z";
    internal const string Brows = "M19 52C26 48 34 47 43 50M57 50C66 47 74 48 81 52";

    /// <summary>A face without anything.</summary>
    public static MarkupString Face(string shape) => new(Markup([], Outline.Of(shape), "plain"));

    /// <summary>A face with something that can be advised.</summary>
    /// <param name="item">Key of the item.</param>
    /// <param name="shape">Of the face.</param>
    /// <exception cref="SiteException">There is no drawing of it.</exception>
    public static MarkupString Of(string item, string shape) => new(Markup(Strokes(item), Outline.Of(shape), item));

    /// <summary>The paths of an item.</summary>
    /// <exception cref="SiteException">There is no drawing of it.</exception>
    public static IReadOnlyList<Stroke> Strokes(string item)
    {
        if (Hair.All.TryGetValue(item, out var hair)) return [.. hair.Draw()];
        if (Glasses.All.TryGetValue(item, out var glasses)) return [.. glasses.Draw()];
        return Accessories.All.GetValueOrDefault(item) ?? throw new SiteException($"Nothing is drawn for \"{item}\": add it to Illustrations/");
    }

    /// <summary>Whatever can be advised is drawn, and nothing else.</summary>
    /// <exception cref="SiteException">A drawing is missing or left over.</exception>
    public static void MustCoverCatalogue()
    {
        string[] keys = [.. AdviceCatalogue.All.Select(item => item.Key)];
        foreach (var key in keys) Strokes(key);
        string[] over = [.. Hair.All.Keys.Concat(Glasses.All.Keys).Concat(Accessories.All.Keys).Except(keys)];
        if (over.Length > 0) throw new SiteException($"Drawn but never advised: {string.Join(", ", over)}");
    }

    private static string Markup(IReadOnlyList<Stroke> strokes, Outline outline, string id)
    {
        var svg = new StringBuilder();
        var stretch = string.Create(CultureInfo.InvariantCulture, $"translate(50 0) scale({outline.Breadth / DrawnAround:0.###} 1) translate(-50 0)");
        Group(svg, strokes, Layer.Back, $"transform=\"{stretch}\"");
        Path(svg, "neck", Neck);
        Path(svg, "face", outline.Path);
        svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"skin-{id}\"><path d=\"{outline.Path}\"/></clipPath><g clip-path=\"url(#skin-{id})\">");
        Group(svg, strokes, Layer.Skin, $"transform=\"{stretch}\"");
        svg.Append("</g>");
        Path(svg, "features", strokes.Any(stroke => stroke.Kind.EndsWith("brow", StringComparison.Ordinal)) ? Eyes : Eyes + Brows);
        Group(svg, strokes, Layer.Ear, Ear(50 + outline.Ear, 1));
        Group(svg, strokes, Layer.Ear, Ear(50 - outline.Ear, -1));
        Group(svg, strokes, Layer.Front, $"transform=\"{stretch}\"");
        Group(svg, strokes, Layer.Eyes, "");
        return svg.ToString();
    }

    private static string Ear(double x, int side) =>
        string.Create(CultureInfo.InvariantCulture, $"transform=\"translate({x:0.#} 74) scale({side} 1)\"");

    private static void Group(StringBuilder svg, IReadOnlyList<Stroke> strokes, Layer layer, string attributes)
    {
        Stroke[] own = [.. strokes.Where(stroke => stroke.Layer == layer)];
        if (own.Length == 0) return;
        svg.Append(CultureInfo.InvariantCulture, $"<g {attributes}>");
        foreach (var stroke in own) Path(svg, stroke.Kind, stroke.Path);
        svg.Append("</g>");
    }

    private static void Path(StringBuilder svg, string kind, string path) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ill-{kind}\" d=\"{path}\"/>");
}
