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
        new("heart", "M50 13C60 4 90 8 91 38C92 66 74 100 60 115Q50 126 40 115C26 100 8 66 9 38C10 8 40 4 50 13Z", "Wide forehead, narrow chin."),
        new("oblong", "M50 3C71 3 81 17 81 40C82 62 82 78 79 95C75 115 63 127 50 127S25 115 21 95C18 78 18 62 19 40C19 17 29 3 50 3Z", "Clearly longer than wide, sides nearly straight."),
        new("oval", "M50 5C74 5 87 25 86 53C85 86 73 123 50 123S15 86 14 53C13 25 26 5 50 5Z", "Longer than wide, softly rounded."),
        new("round", "M50 13C80 13 93 37 92 64C91 93 72 116 50 116S9 93 8 64C7 37 20 13 50 13Z", "About as long as wide, softly rounded."),
        new("square", "M50 9C77 9 91 20 91 46C92 64 92 78 90 90C88 106 72 121 50 121S12 106 10 90C8 78 8 64 9 46C9 20 23 9 50 9Z", "About as long as wide, angular jaw."),
    ];

    /// <summary>One of the five.</summary>
    public static Outline Of(string name) => All.First(outline => outline.Name == name);
}
