namespace FaceShape.Web.Building;

/// <summary>The app's icon, drawn: an oval outline, chalk on ultramarine.</summary>
internal static class AppIcon
{
    private const int Samples = 4;
    private static readonly double[] Ground = [0x2a, 0x3b, 0xd1];
    private static readonly double[] Line = [0xf6, 0xf5, 0xf1];

    /// <summary>A square PNG without transparency; systems cut their own corners.</summary>
    /// <param name="side">Width and height in pixels.</param>
    /// <param name="scale">Half the outline's height as a share of the side; at most 0.36 stays inside a maskable icon's safe circle.</param>
    public static byte[] Draw(int side, double scale)
    {
        var rgb = new byte[3 * side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var share = Coverage(x, y, side, scale);
                for (var channel = 0; channel < 3; channel++)
                    rgb[3 * (y * side + x) + channel] = (byte)Math.Round(Ground[channel] + share * (Line[channel] - Ground[channel]));
            }
        }

        return Png.Encode(side, side, rgb);
    }

    private static double Coverage(int x, int y, int side, double scale)
    {
        var inside = 0;
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            var u = ((x + (sample % Samples + 0.5) / Samples) / side - 0.5) / scale;
            var v = ((y + (sample / Samples + 0.5) / Samples) / side - 0.5) / scale;
            if (Egg(u, v, 1) && !Egg(u, v, 0.8)) inside++;
        }

        return inside / (double)(Samples * Samples);
    }

    /// <summary>Whether a point lies in an oval that narrows downwards, of half height <paramref name="size"/>.</summary>
    private static bool Egg(double u, double v, double size)
    {
        var halfWidth = 0.76 * size - 0.12 * v;
        return u * u / (halfWidth * halfWidth) + v * v / (size * size) <= 1;
    }
}
