namespace FaceShape.Web.Illustrations;

/// <summary>What is grown, drawn or worn besides hair and glasses: paths by the key of the item.</summary>
internal static class Accessories
{
    private const string Garment = "M-24 172C-22 150 -2 144 22 138";

    /// <summary>Every item of beards, brows, make-up, earrings and necklines.</summary>
    public static IReadOnlyDictionary<string, Stroke[]> All { get; } = new Dictionary<string, Stroke[]>
    {
        ["clean-shaven"] = [],
        ["stubble"] = [new(Layer.Skin, "stubble", "M6 70C14 78 20 88 30 86Q50 80 70 86C80 88 86 78 94 70V140H6ZM38 97Q50 104 62 97Q50 92 38 97Z")],
        ["boxed-beard"] = [new(Layer.Skin, "hair", "M4 66H14L22 92L36 86Q50 82 64 86L78 92L86 66H96V140H4ZM38 98Q50 105 62 98Q50 93 38 98Z")],
        ["rounded-beard"] =
        [
            new(Layer.Front, "hair", "M12 80C10 112 26 138 50 138S90 112 88 80C82 98 70 108 50 108S18 98 12 80Z"),
            new(Layer.Skin, "hair", "M4 70C14 74 18 92 34 87Q50 82 66 87C82 92 86 74 96 70V140H4ZM38 98Q50 105 62 98Q50 93 38 98Z"),
        ],
        ["pointed-beard"] =
        [
            new(Layer.Front, "hair", "M24 104C30 132 40 150 50 158C60 150 70 132 76 104C70 112 62 115 50 115S30 112 24 104Z"),
            new(Layer.Skin, "hair", "M6 74C16 80 22 96 34 88Q50 83 66 88C78 96 84 80 94 74V140H6ZM38 98Q50 105 62 98Q50 93 38 98Z"),
        ],
        ["goatee"] =
        [
            new(Layer.Front, "hair", "M37 108C38 128 44 136 50 136S62 128 63 108Z"),
            new(Layer.Skin, "hair", "M34 90Q50 84 66 90C70 104 66 124 58 132H42C34 124 30 104 34 90ZM39 98Q50 105 61 98Q50 93 39 98Z"),
        ],
        ["full-sides-beard"] =
        [
            new(Layer.Front, "hair", "M7 66C0 100 22 125 50 125S100 100 93 66C86 94 72 108 50 108S14 94 7 66Z"),
            new(Layer.Skin, "hair", "M2 60C12 66 16 90 34 87Q50 82 66 87C84 90 88 66 98 60V140H2ZM38 98Q50 105 62 98Q50 93 38 98Z"),
        ],
        ["wide-moustache"] = [new(Layer.Front, "hair", "M50 86C42 82 28 86 20 93C32 95 44 96 50 92C56 96 68 95 80 93C72 86 58 82 50 86Z")],
        ["natural-moustache"] = [new(Layer.Front, "hair", "M50 87C44 84 38 88 35 95C42 95 46 95 50 93C54 95 58 95 65 95C62 88 56 84 50 87Z")],
        ["drooping-moustache"] = [new(Layer.Front, "hair", "M50 86C42 82 32 88 29 116C33 117 35 114 36 108C37 98 44 96 50 93C56 96 63 98 64 108C65 114 67 117 71 116C68 88 58 82 50 86Z")],
        ["curled-moustache"] = [new(Layer.Front, "hair", "M50 87C42 82 32 90 24 88C19 87 19 81 23 80C16 79 14 90 23 94C34 98 44 97 50 93C56 97 66 98 77 94C86 90 84 79 77 80C81 81 81 87 76 88C68 90 58 82 50 87Z")],

        ["soft-arch"] = Brow("M-12 2C-6 -3 4 -5 13 1"),
        ["high-arch"] = Brow("M-12 4C-6 0 2 -9 6 -9C9 -8 12 -4 14 1"),
        ["straight-brow"] = Brow("M-13 0C-4 -1.500 6 -1.500 14 0"),
        ["rounded-brow"] = Brow("M-12 4C-7 -7 7 -7 13 4"),
        ["low-full-brow"] = Brow("M-13 3C-6 0 4 -2 14 3", "thick-brow"),
        ["natural-brow"] = Brow("M-12 2C-5 -2 5 -3 13 2"),

        ["temple-contour"] = [new(Layer.Skin, "shade", "M-4 14H32C24 24 21 36 27 52C18 58 4 58 -4 56ZM104 14H68C76 24 79 36 73 52C82 58 96 58 104 56Z")],
        ["end-contour"] = [new(Layer.Skin, "shade", "M0 0H100V36C84 25 66 21 50 21S16 25 0 36ZM18 130C26 114 38 108 50 108S74 114 82 130Z")],
        ["jaw-contour"] = [new(Layer.Skin, "shade", "M-2 80C16 80 32 92 40 114C30 126 8 126 -2 118ZM102 80C84 80 68 92 60 114C70 126 92 126 102 118Z")],
        ["side-contour"] = [new(Layer.Skin, "shade", "M-4 62C8 64 22 72 32 86C22 84 18 96 26 116C14 112 0 96 -4 88ZM104 62C92 64 78 72 68 86C78 84 82 96 74 116C86 112 100 96 104 88Z")],
        ["light-contour"] = [new(Layer.Skin, "shade", "M4 70C14 74 24 79 32 86C22 85 12 81 4 76ZM96 70C86 74 76 79 68 86C78 85 88 81 96 76Z")],
        ["lifted-blush"] = Cheeks("blush", "M-12 10C-4 12 14 -2 20 -16C12 -16 -10 -4 -12 10Z"),
        ["level-blush"] = Cheeks("blush", "M-14 0C-10 -6 14 -6 22 -2C20 6 -8 8 -14 0Z"),
        ["round-blush"] = Cheeks("blush", "M-11 0A11 11 0 1 1 11 0A11 11 0 1 1 -11 0Z"),
        ["low-blush"] = Cheeks("blush", "M-10 10A10 8 0 1 1 10 10A10 8 0 1 1 -10 10Z"),
        ["soft-blush"] = Cheeks("blush", "M-9 0C-6 -5 10 -8 16 -6C12 2 -4 6 -9 0Z"),
        ["centre-highlight"] = [new(Layer.Skin, "light", "M36 24Q50 16 64 24C62 36 56 44 53 50V80Q50 84 47 80V50C44 44 38 36 36 24ZM43 110Q50 105 57 110Q58 118 50 119Q42 118 43 110Z")],
        ["cheek-highlight"] = Cheeks("light", "M-4 -6C4 -12 16 -14 22 -14C18 -6 6 -2 -4 -6Z"),
        ["chin-highlight"] = [new(Layer.Skin, "light", "M28 95C34 101 40 107 45 114C36 117 29 107 28 95ZM72 95C66 101 60 107 55 114C64 117 71 107 72 95Z")],
        ["brow-highlight"] = [new(Layer.Skin, "light", "M19 56C23 53 29 52 33 53C29 57 23 58 19 56ZM81 56C77 53 71 52 67 53C71 57 77 58 81 56Z")],

        ["studs"] = [new(Layer.Ear, "jewel", "M-2.500 4A2.500 2.500 0 1 1 2.500 4A2.500 2.500 0 1 1 -2.500 4Z")],
        ["long-drops"] = [new(Layer.Ear, "metal", "M0 3V44"), new(Layer.Ear, "jewel", "M0 40C3 46 4 50 0 54C-4 50 -3 46 0 40Z")],
        ["round-hoops"] = [new(Layer.Ear, "metal", "M0 4A11 11 0 1 1 -0.100 4Z")],
        ["teardrops"] = [new(Layer.Ear, "jewel", "M0 5C3 14 11 22 11 30A11 10 0 1 1 -11 30C-11 22 -3 14 0 5Z")],
        ["wide-buttons"] = [new(Layer.Ear, "jewel", "M-4 4A9 9 0 1 1 14 4A9 9 0 1 1 -4 4Z")],
        ["angular-earrings"] = [new(Layer.Ear, "metal", "M0 3V9"), new(Layer.Ear, "jewel", "M0 9L9 20L0 31L-9 20Z")],

        ["v-neck"] = Neckline("L50 170L78 138"),
        ["scoop-neck"] = Neckline("C24 174 76 174 78 138"),
        ["crew-neck"] = Neckline("C32 152 68 152 78 138"),
        ["boat-neck"] = [new(Layer.Front, "cloth", "M-24 172C-22 156 -12 151 4 147Q50 157 96 147C112 151 122 156 124 172Z")],
        ["square-neck"] = Neckline("L26 164H74L78 138"),
        ["high-neck"] = [new(Layer.Front, "cloth", "M36 124Q50 132 64 124L68 138C96 144 122 150 124 172H-24C-22 150 4 144 32 138Z")],
        ["open-collar"] =
        [
            .. Neckline("L50 158L78 138"),
            new(Layer.Front, "collar", "M34 134L50 158L36 164L24 139ZM66 134L50 158L64 164L76 139Z"),
        ],
    };

    private static Stroke[] Brow(string right, string kind = "brow") =>
        [new(Layer.Eyes, kind, PathMirror.Move(right, 69, 50) + PathMirror.MoveMirrored(right, 31, 50))];

    private static Stroke[] Cheeks(string kind, string right) =>
        [new(Layer.Skin, kind, PathMirror.Move(right, 74, 80) + PathMirror.MoveMirrored(right, 26, 80))];

    private static Stroke[] Neckline(string cut) =>
        [new(Layer.Front, "cloth", $"{Garment}{cut}C102 144 122 150 124 172Z")];
}
