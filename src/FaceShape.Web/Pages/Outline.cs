namespace FaceShape.Web.Pages;

/// <summary>A face shape as a drawn line, in a field 100 wide and 130 high whose middle is at 50.</summary>
/// <param name="Name">The label the reader uses.</param>
/// <param name="Path">SVG path data.</param>
/// <param name="Top">Its highest point.</param>
/// <param name="Bottom">Its lowest point, the chin.</param>
/// <param name="Ear">Half its width where the earlobes are.</param>
/// <param name="Breadth">Half its width at the temples and brows; what is drawn around a face is stretched by it.</param>
internal sealed record Outline(string Name, string Path, double Top, double Bottom, double Ear, double Breadth)
{
    /// <summary>The five, in the order of the reader's labels.</summary>
    public static IReadOnlyList<Outline> All { get; } =
    [
        new("heart", "M50 13C60 4 90 8 91 38C92 66 74 100 60 115Q50 126 40 115C26 100 8 66 9 38C10 8 40 4 50 13Z", 8.8, 120.5, 35, 40),
        new("oblong", "M50 3C71 3 81 17 81 40C82 62 82 78 79 95C75 115 63 127 50 127S25 115 21 95C18 78 18 62 19 40C19 17 29 3 50 3Z", 3, 127, 31.5, 31.5),
        new("oval", "M50 5C74 5 87 25 86 53C85 86 73 123 50 123S15 86 14 53C13 25 26 5 50 5Z", 5, 123, 34.5, 36),
        new("round", "M50 13C80 13 93 37 92 64C91 93 72 116 50 116S9 93 8 64C7 37 20 13 50 13Z", 13, 116, 41.5, 41),
        new("square", "M50 9C77 9 91 20 91 46C92 64 92 78 90 90C88 106 72 121 50 121S12 106 10 90C8 78 8 64 9 46C9 20 23 9 50 9Z", 9, 121, 41.7, 41),
    ];

    /// <summary>One of the five.</summary>
    public static Outline Of(string name) => All.First(outline => outline.Name == name);
}
