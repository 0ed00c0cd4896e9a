using System.Globalization;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Training.Data;

namespace FaceShape.Training.Stability;

/// <summary>A change of a photo that does not change the face.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it; the photo itself stays. Null where the changed photo would be larger than photos may be.</param>
public sealed record PhotoChange(string Name, Func<Raster, Raster?> Apply)
{
    private static readonly PhotoLimits Limits = new();

    /// <summary>All changes that an answer must survive.</summary>
    public static IReadOnlyList<PhotoChange> All { get; } =
    [
        new("mirrored", photo => photo.Mirror()),
        .. from degrees in (int[])[-10, -5, 5, 10] select new PhotoChange($"turned by {degrees}°", photo => Turn(photo, degrees)),
        .. from quality in (int[])[50, 70, 85, 95] select new PhotoChange($"JPEG of quality {quality}", photo => Store(photo, quality)),
        .. from share in (double[])[0.8, 1.2] select new PhotoChange($"{Number(share)} times as bright", photo => Light(photo, share)),
        .. from scale in (double[])[0.25, 0.5, 2, 4] select new PhotoChange($"{Number(scale)} times as large", photo => Scale(photo, scale)),
        .. from shift in ((double X, double Y)[])[(-0.03, 0), (0.03, 0), (0, -0.03), (0, 0.03)]
           select new PhotoChange($"moved by {Number(100 * shift.X)}, {Number(100 * shift.Y)} %", photo => Move(photo, shift.X, shift.Y)),
    ];

    private static Raster Turn(Raster photo, double degrees)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        var middle = new Point(photo.Width / 2.0, photo.Height / 2.0);
        return RasterWarp.Warp(photo, photo.Width, photo.Height, at =>
        {
            var (x, y) = at - middle;
            return middle + new Point(x * cos + y * sin, y * cos - x * sin);
        });
    }

    private static Raster Store(Raster photo, int quality) => new PhotoDecoder().Decode(PhotoEncoder.Jpeg(photo, quality));

    private static Raster Light(Raster photo, double share)
    {
        var pixels = Array.ConvertAll(photo.Pixels, value => (byte)Math.Min(Math.Round(value * share), byte.MaxValue));
        for (var alpha = 3; alpha < pixels.Length; alpha += 4) pixels[alpha] = byte.MaxValue;
        return new(photo.Width, photo.Height, pixels);
    }

    private static Raster? Scale(Raster photo, double scale)
    {
        int width = (int)Math.Round(photo.Width * scale), height = (int)Math.Round(photo.Height * scale);
        if (!Limits.Allows(width, height)) return null;
        return RasterWarp.Warp(photo, width, height, at => at * (1 / scale), samples: (int)Math.Ceiling(1 / scale));
    }

    private static Raster Move(Raster photo, double x, double y)
    {
        var by = new Point(Math.Round(x * photo.Width), Math.Round(y * photo.Height));
        return RasterWarp.Warp(photo, photo.Width, photo.Height, at => at - by);
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
