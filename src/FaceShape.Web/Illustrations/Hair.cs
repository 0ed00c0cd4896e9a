namespace FaceShape.Web.Illustrations;

/// <summary>
/// Hair drawn from a few numbers: how high it stands, how wide it is at three heights, where it ends, how it falls over the forehead.
/// </summary>
/// <param name="Top">The height of the crown; 0 is flat, smaller is higher.</param>
/// <param name="Side">Half the width at the temples.</param>
/// <param name="Cheek">Half the width at the cheekbones.</param>
/// <param name="Low">Half the width at the jaw.</param>
/// <param name="End">The height at which it ends.</param>
/// <param name="Front">How it falls over the forehead.</param>
/// <param name="Texture">How it curls.</param>
internal sealed record Hair(double Top, double Side, double Cheek, double Low, double End, Front Front, Texture Texture = Texture.Straight)
{
    private const double Cheekbones = 64;
    private const double Jaw = 100;

    /// <summary>Every hair item of the catalogue.</summary>
    public static IReadOnlyDictionary<string, Hair> All { get; } = new Dictionary<string, Hair>
    {
        ["textured-crop"] = new(-6, 40, 40, 0, 52, Front.Rough),
        ["swept-pixie"] = new(-3, 42, 40, 0, 60, Front.Swept),
        ["quiff"] = new(-17, 39, 39, 0, 50, Front.Raised),
        ["buzz-cut"] = new(4, 41, 40, 0, 50, Front.Cropped),
        ["full-sides"] = new(-1, 50, 50, 0, 66, Front.Swept),
        ["classic-short"] = new(-2, 42, 41, 0, 56, Front.Side),
        ["rounded-bob"] = new(-3, 45, 48, 46, 116, Front.Side),
        ["blunt-bob"] = new(-2, 46, 51, 53, 106, Front.Full),
        ["long-bob"] = new(-4, 43, 44, 46, 136, Front.Centre),
        ["shag"] = new(-5, 46, 51, 48, 120, Front.Curtain, Texture.Wavy),
        ["collarbone-cut"] = new(-3, 44, 46, 47, 146, Front.Side),
        ["low-layers"] = new(-3, 43, 45, 52, 150, Front.Side),
        ["one-length"] = new(-3, 43, 43, 44, 164, Front.Centre),
        ["face-framing"] = new(-4, 44, 44, 46, 156, Front.Framing),
        ["shoulder-layers"] = new(-3, 45, 48, 49, 140, Front.Side),
        ["full-fringe"] = new(-3, 44, 46, 46, 140, Front.Full),
        ["curtain-fringe"] = new(-4, 44, 46, 46, 140, Front.Curtain),
        ["side-fringe"] = new(-4, 44, 46, 46, 140, Front.Swept),
        ["open-forehead"] = new(-5, 44, 45, 45, 140, Front.Open),
        ["wispy-fringe"] = new(-3, 44, 46, 46, 140, Front.Wispy),
        ["centre-parting"] = new(-2, 43, 45, 46, 140, Front.Centre),
        ["side-parting"] = new(-3, 44, 46, 46, 140, Front.Side),
        ["loose-parting"] = new(-4, 44, 46, 46, 140, Front.Curtain),
        ["height"] = new(-16, 43, 42, 42, 128, Front.Raised),
        ["side-volume"] = new(1, 52, 58, 48, 128, Front.Side),
        ["low-volume"] = new(-1, 42, 46, 59, 130, Front.Side),
        ["even-volume"] = new(-5, 47, 49, 48, 126, Front.Side),
        ["sleek"] = new(1, 41, 41, 41, 160, Front.Centre),
        ["soft-layers"] = new(-3, 44, 46, 48, 148, Front.Curtain),
        ["turned-ends"] = new(-3, 43, 45, 54, 122, Front.Side),
        ["cheek-waves"] = new(0, 46, 57, 52, 138, Front.Side, Texture.Wavy),
        ["low-waves"] = new(-1, 43, 46, 58, 142, Front.Side, Texture.Wavy),
        ["loose-waves"] = new(-5, 46, 50, 50, 146, Front.Curtain, Texture.Wavy),
        ["lifted-waves"] = new(-15, 45, 46, 46, 140, Front.Raised, Texture.Wavy),
        ["high-curls"] = new(-19, 46, 39, 0, 58, Front.Rough, Texture.Curly),
        ["round-curls"] = new(-10, 54, 58, 50, 112, Front.Rough, Texture.Curly),
        ["shoulder-curls"] = new(-4, 45, 50, 60, 138, Front.Side, Texture.Curly),
        ["side-curls"] = new(-8, 50, 51, 48, 120, Front.Swept, Texture.Curly),
        ["even-curls"] = new(-8, 48, 47, 0, 72, Front.Rough, Texture.Curly),
        ["high-taper"] = new(-20, 42, 38, 0, 48, Front.Cropped, Texture.Coily),
        ["round-afro"] = new(-20, 61, 60, 0, 92, Front.Cropped, Texture.Coily),
        ["twists"] = new(-5, 46, 49, 52, 134, Front.Side, Texture.Twisted),
        ["close-crop"] = new(2, 42, 40, 0, 52, Front.Cropped, Texture.Coily),
        ["even-coils"] = new(-5, 46, 43, 0, 62, Front.Cropped, Texture.Coily),
    };

    /// <summary>Where lines in it end: below, the shoulders are before it.</summary>
    private double Visible => Math.Min(End - 10, 126);

    /// <summary>The mass behind the face, what lies over the forehead, and the lines in it.</summary>
    public IEnumerable<Stroke> Draw()
    {
        var points = PathData.Mirrored(Silhouette());
        yield return new(Layer.Back, "hair", Texture switch
        {
            Texture.Curly => PathData.Bumpy(points, 11),
            Texture.Coily => PathData.Bumpy(points, 5.5),
            Texture.Wavy => PathData.Wavy(points, 11, 1.9),
            _ => PathData.Closed(points),
        });
        if (Texture == Texture.Twisted) yield return new(Layer.Back, "strand", Twists());
        if (Fringe() is { } fringe) yield return new(Layer.Front, Front == Front.Wispy ? "wisp" : "hair", fringe);
        if (Lines() is { } lines) yield return new(Layer.Front, "strand", lines);
    }

    private List<(double HalfWidth, double Y)> Silhouette()
    {
        List<(double, double)> right = [(0, Top), (Side * 0.62, Top + 5), (Side, 30)];
        if (Low == 0)
        {
            right.Add((Cheek, Math.Min(End - 4, Cheekbones)));
            right.Add((Cheek * 0.8, End));
        }
        else
        {
            right.Add((Cheek, Cheekbones));
            right.Add((Low, Jaw));
            if (End > Jaw + 16) right.Add((Low * 0.99, End - 6));
            right.Add((Low * 0.82, End));
        }

        right.Add((0, End - 2));
        return right;
    }

    private string? Fringe() => Front switch
    {
        Front.Open => PathData.Format($"M8 58C7 24 24 {Top} 50 {Top}S93 24 92 58C88 40 78 24 50 23S12 40 8 58Z"),
        Front.Cropped => "M10 50C9 22 26 6 50 6S91 22 90 50C87 36 82 27 74 25Q50 20 26 25C18 27 13 36 10 50Z",
        Front.Raised => PathData.Format($"M9 56C6 24 16 {Top + 2} 46 {Top - 1}C76 {Top - 3} 95 22 91 56C88 38 82 28 70 25Q46 18 28 27C16 32 12 42 9 56Z"),
        Front.Rough => PathData.Format($"M9 54C6 24 20 {Top} 50 {Top}S94 24 91 54C88 42 84 36 80 31L73 36L66 28L59 36L51 28L44 36L36 28L28 37L21 31C15 37 11 43 9 54Z"),
        Front.Side => PathData.Format($"M8 62C6 24 22 {Top} 50 {Top}S94 24 92 62C90 46 82 34 66 28Q48 22 36 14C28 26 12 36 8 62Z"),
        Front.Centre => PathData.Format($"M7 66C4 26 22 {Top} 50 {Top}S96 26 93 66C92 44 74 34 50 12C26 34 8 44 7 66Z"),
        Front.Curtain => PathData.Format($"M7 70C3 26 22 {Top} 50 {Top}S97 26 93 70C91 52 70 48 54 20L50 14L46 20C30 48 9 52 7 70Z"),
        Front.Framing => PathData.Format($"M7 96C2 26 22 {Top} 50 {Top}S98 26 93 96C90 92 86 84 86 72C84 48 68 40 50 12C32 40 16 48 14 72C14 84 10 92 7 96Z"),
        Front.Swept => PathData.Format($"M8 60C5 24 22 {Top} 50 {Top}S96 26 92 64C88 58 76 56 64 48Q44 36 33 17C26 26 12 38 8 60Z"),
        Front.Full => PathData.Format($"M8 64C5 24 22 {Top} 50 {Top}S95 24 92 64C90 56 88 51 85 48Q50 43 15 48C12 51 10 56 8 64Z"),
        Front.Wispy => "M30 10C28 24 27 34 28 44M38 8C37 24 36 34 37 46M46 7C46 24 46 34 46 45M54 7C54 24 55 34 55 46M62 8C63 24 64 34 63 45M70 10C72 24 73 34 72 44",
        _ => null,
    };

    private string? Lines() => Texture switch
    {
        Texture.Straight when End > 96 => PathData.Format(
            $"M{50 - Cheek + 5} 50C{50 - Cheek + 3} 70 {50 - Low + 5} 90 {50 - Low + 6} {Visible}M{50 + Cheek - 5} 50C{50 + Cheek - 3} 70 {50 + Low - 5} 90 {50 + Low - 6} {Visible}"),
        Texture.Wavy => PathData.Format(
            $"M{50 - Cheek + 6} 56q-6 8 0 16t0 16t0 16t0 16M{50 + Cheek - 6} 56q6 8 0 16t0 16t0 16t0 16"),
        _ => null,
    };

    private string Twists() => string.Concat(new[] { -1.0, 1 }.SelectMany(side => new[] { 0.55, 0.7, 0.85 }.Select(part =>
        PathData.Format($"M{50 + side * Side * part} 20C{50 + side * Cheek * part} 60 {50 + side * Low * part} 90 {50 + side * Low * part} {Visible}"))));
}

/// <summary>How hair falls over the forehead.</summary>
internal enum Front
{
    Open,
    Cropped,
    Raised,
    Rough,
    Side,
    Centre,
    Curtain,
    Framing,
    Swept,
    Full,
    Wispy,
}

/// <summary>How hair curls.</summary>
internal enum Texture
{
    Straight,
    Wavy,
    Curly,
    Coily,
    Twisted,
}
