namespace FaceShape.Web.Pages;

/// <summary>A face shape as a drawn line, in a field 100 wide and 130 high.</summary>
/// <param name="Name">The label the reader uses.</param>
/// <param name="Path">SVG path data.</param>
/// <param name="Words">What makes the shape.</param>
internal sealed record Outline(string Name, string Path, string Words)
{
    /// <summary>The five, in the order of the reader's labels.</summary>
    public static IReadOnlyList<Outline> All { get; } =
    [
        new("heart", "M50 14C58 3 88 5 90 37C92 67 70 103 56 119Q50 125 44 119C30 103 8 67 10 37C12 5 42 3 50 14Z", "Wide forehead, narrow chin."),
        new("oblong", "M50 3C71 3 80 18 81 40C82 62 82 80 78 97C73 117 62 127 50 127S27 117 22 97C18 80 18 62 19 40C20 18 29 3 50 3Z", "Clearly longer than wide, sides nearly straight."),
        new("oval", "M50 5C74 5 86 26 85 54C84 84 68 123 50 123S16 84 15 54C14 26 26 5 50 5Z", "Longer than wide, softly rounded."),
        new("round", "M50 13C80 13 93 37 92 64C91 93 72 116 50 116S9 93 8 64C7 37 20 13 50 13Z", "About as long as wide, softly rounded."),
        new("square", "M50 10C77 10 89 22 90 46C91 66 91 80 88 93C86 103 74 117 62 119Q50 121 38 119C26 117 14 103 12 93C9 80 9 66 10 46C11 22 23 10 50 10Z", "About as long as wide, angular jaw."),
    ];

    /// <summary>One of the five.</summary>
    public static Outline Of(string name) => All.First(outline => outline.Name == name);
}
