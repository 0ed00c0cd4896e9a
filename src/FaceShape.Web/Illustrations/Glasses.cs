namespace FaceShape.Web.Illustrations;

/// <summary>Glasses drawn from a few numbers. The eyes are 38 apart; the right lens is drawn, and mirrored.</summary>
/// <param name="Lens">Path of the right lens around its middle, where the eye is.</param>
/// <param name="Half">Half the width of a lens.</param>
/// <param name="Bridge">Height of the bridge against the eyes, down positive.</param>
/// <param name="Arm">Height of the arms against the eyes.</param>
/// <param name="Top">A heavier line above, if there is one.</param>
/// <param name="Rim">The kind of rim.</param>
/// <param name="ArmKind">The kind of arms.</param>
internal sealed record Glasses(
    string Lens, double Half, double Bridge, double Arm, string? Top = null, string Rim = "frame", string ArmKind = "frame")
{
    private const double EyeX = 19.5;
    private const double EyeY = 62;
    private const string OvalLens = "M-15 0C-15 -8 -8 -10.500 0 -10.500S15 -8 15 0S8 10.500 0 10.500S-15 8 -15 0Z";

    /// <summary>Every item of the topic.</summary>
    public static IReadOnlyDictionary<string, Glasses> All { get; } = new Dictionary<string, Glasses>
    {
        ["round-frame"] = new("M-14 0A14 14 0 1 1 14 0A14 14 0 1 1 -14 0Z", 14, -2, -3),
        ["rectangular-frame"] = new("M-15.500 -9H15.500V7Q15.500 9 13.500 9H-13.500Q-15.500 9 -15.500 7Z", 15.5, -3, -5),
        ["cat-eye"] = new("M-14 -5C-8 -9 8 -11 19 -14C18 -4 14 9 1 9.500C-9 10 -14 4 -14 -5Z", 17, -4, -10),
        ["aviator"] = new("M-14 -9C-4 -11 10 -11 15 -9C17 2 12 15 1 15C-9 15 -14 2 -14 -9Z", 15, -7, -7),
        ["oval-frame"] = new(OvalLens, 15, -2, -3),
        ["browline"] = new("M-15 -8H15C15 3 10 10 0 10S-15 3 -15 -8Z", 15, -5, -7, "M-16 -9C-6 -11 8 -11 17 -9"),
        ["deep-frame"] = new("M-15 -15H15V9Q15 17 7 17H-7Q-15 17 -15 9Z", 15, -5, -8),
        ["light-rim"] = new("M-15 -8H15V5Q15 9 11 9H-11Q-15 9 -15 5Z", 15, -3, -4, Rim: "rimless"),
        ["face-width"] = new(OvalLens, 16.5, -2, -3),
        ["wider-frame"] = new("M-16 0C-16 -9 -8 -11 2 -11S22 -9 22 0S12 11 2 11S-16 9 -16 0Z", 22, -2, -3),
        ["narrower-frame"] = new("M-11 0C-11 -7 -6 -8.500 -1 -8.500S9 -7 9 0S4 8.500 -1 8.500S-11 7 -11 0Z", 9, -2, -2),
        ["low-bridge"] = new(OvalLens, 15, 5, -3),
        ["high-bridge"] = new(OvalLens, 15, -8, -3),
        ["flush-bridge"] = new(OvalLens, 15, -1, -3),
        ["high-arms"] = new(OvalLens, 15, -2, -9),
        ["low-arms"] = new(OvalLens, 15, -2, 4),
        ["bold-arms"] = new(OvalLens, 15, -2, -3, ArmKind: "bold"),
        ["slim-arms"] = new(OvalLens, 15, -2, -3, ArmKind: "slim"),
    };

    /// <summary>Two lenses, bridge and arms.</summary>
    public IEnumerable<Stroke> Draw()
    {
        yield return new(Layer.Eyes, Rim, Both(Lens));
        if (Top is not null) yield return new(Layer.Eyes, "heavy", Both(Top));
        yield return new(Layer.Eyes, Rim == "rimless" ? "slim" : "frame", PathData.Format(
            $"M{50 - EyeX + 12.5} {EyeY + Bridge}Q50 {EyeY + Bridge - 6} {50 + EyeX - 12.5} {EyeY + Bridge}"));
        yield return new(Layer.Eyes, ArmKind, PathData.Format(
            $"M{50 + EyeX + Half} {EyeY + Arm}L92 {EyeY + Arm - 1}M{50 - EyeX - Half} {EyeY + Arm}L8 {EyeY + Arm - 1}"));
    }

    private static string Both(string path) => PathMirror.Move(path, 50 + EyeX, EyeY) + PathMirror.MoveMirrored(path, 50 - EyeX, EyeY);
}
