namespace FaceShape.Detection;

/// <summary>
/// The 5,118 anchors (prior boxes) of SSD on a 512-pixel square, in the order of the network's outputs: feature maps of
/// 32, 16, 8, 4, 2 and 1 cells a side, rows from the top, 3 anchors a cell on the first map and 6 on the others.
/// Liu et al., "SSD: Single Shot MultiBox Detector", 2016; scales and aspect ratios of TensorFlow's object detection API.
/// </summary>
internal static class PriorBoxes
{
    private static readonly int[] Cells = [32, 16, 8, 4, 2, 1];
    private static readonly double[] Scales = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0];

    /// <summary>Number of anchors.</summary>
    public const int Count = 5118;

    /// <summary>All anchors.</summary>
    public static PriorBox[] All { get; } = Generate();

    private static PriorBox[] Generate()
    {
        var boxes = new PriorBox[Count];
        var at = 0;
        for (var map = 0; map < Cells.Length; map++)
        {
            var shapes = Shapes(map);
            for (var row = 0; row < Cells[map]; row++)
            {
                for (var column = 0; column < Cells[map]; column++)
                {
                    foreach (var (width, height) in shapes)
                        boxes[at++] = new((column + 0.5) / Cells[map], (row + 0.5) / Cells[map], width, height);
                }
            }
        }

        return boxes;
    }

    private static (double Width, double Height)[] Shapes(int map)
    {
        var scale = Scales[map];

        // The finest map has fewer and smaller anchors.
        if (map == 0) return [(0.1, 0.1), Stretch(scale, 2), Stretch(scale, 0.5)];
        var between = Math.Sqrt(scale * Scales[map + 1]);
        return [(scale, scale), (between, between), Stretch(scale, 2), Stretch(scale, 0.5), Stretch(scale, 3), Stretch(scale, 0.3333)];
    }

    private static (double Width, double Height) Stretch(double scale, double aspect) => (scale * Math.Sqrt(aspect), scale / Math.Sqrt(aspect));
}

/// <summary>An anchor in the unit square.</summary>
/// <param name="CenterX">Horizontal centre.</param>
/// <param name="CenterY">Vertical centre.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
internal readonly record struct PriorBox(double CenterX, double CenterY, double Width, double Height);
