using FaceShape.Imaging;

namespace FaceShape.Quality;

/// <summary>How light and how sharp a face is.</summary>
/// <param name="Luminance">Mean luminance (Rec. 601), 0 to 255.</param>
/// <param name="Sharpness">Mean absolute Laplacian of the luminance, on a grid of <see cref="Grid"/> cells a side, divided by
/// its standard deviation: independent of size, light and contrast; higher is sharper.</param>
public readonly record struct FaceTone(double Luminance, double Sharpness)
{
    /// <summary>Cells a side on which a face is looked at, so that big and small photos are judged alike.</summary>
    public const int Grid = 96;

    /// <summary>Looks at the part of a patch under a box.</summary>
    /// <param name="patch">The photo around the face.</param>
    /// <param name="box">In pixels of the photo.</param>
    internal static FaceTone Of(FacePatch patch, Box box) => Of(patch.Pixels, patch.FromPhoto(box));

    /// <summary>Looks at the part of a photo under a box.</summary>
    public static FaceTone Of(Raster photo, Box box)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var crop = box.ClipFloored(photo.Width, photo.Height);
        if (crop.Width < 1 || crop.Height < 1) return default;
        var grey = Shrink(photo, crop);

        double sum = 0, squares = 0, edges = 0;
        foreach (var value in grey)
        {
            sum += value;
            squares += (double)value * value;
        }

        for (var y = 1; y < Grid - 1; y++)
        {
            for (var x = 1; x < Grid - 1; x++)
            {
                var at = y * Grid + x;
                edges += Math.Abs(4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - Grid] - grey[at + Grid]);
            }
        }

        var mean = sum / grey.Length;
        var deviation = Math.Sqrt(Math.Max(0, squares / grey.Length - mean * mean));
        return new(mean, deviation > 0 ? edges / ((Grid - 2) * (Grid - 2)) / deviation : 0);
    }

    // Means over cells: every pixel counts, so that noise and aliasing do not pass for sharpness.
    private static float[] Shrink(Raster photo, Box crop)
    {
        var grey = new float[Grid * Grid];
        for (var row = 0; row < Grid; row++)
        {
            var (top, bottom) = Span(row, crop.Y, crop.Height);
            for (var column = 0; column < Grid; column++)
            {
                var (left, right) = Span(column, crop.X, crop.Width);
                long sum = 0;
                for (var y = top; y < bottom; y++)
                {
                    var pixels = photo.Pixels.AsSpan(4 * (y * photo.Width + left), 4 * (right - left));
                    for (var i = 0; i < pixels.Length; i += 4) sum += 299 * pixels[i] + 587 * pixels[i + 1] + 114 * pixels[i + 2];
                }

                grey[row * Grid + column] = sum / (1000f * (bottom - top) * (right - left));
            }
        }

        return grey;

        static (int From, int To) Span(int cell, double start, double length)
        {
            var from = (int)(start + cell * length / Grid);
            return (from, Math.Max(from + 1, (int)(start + (cell + 1) * length / Grid)));
        }
    }
}
