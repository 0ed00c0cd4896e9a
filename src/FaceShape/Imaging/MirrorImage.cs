namespace FaceShape.Imaging;

/// <summary>
/// Which of a photo and its mirror image is seen: always the one whose left half is brighter. So what is found does not hang on whether a
/// camera mirrored the photo.
/// </summary>
internal static class MirrorImage
{
    private const int Rows = 32;
    private const int Pairs = 16;

    /// <summary>Whether it is the mirror image of a photo; false where both halves are as bright.</summary>
    public static bool IsSeen(Raster photo)
    {
        // Whole numbers, and pixels that lie opposite to each other: the mirror image's sum is this one's negative.
        var brighter = 0;
        for (var row = 0; row < Rows; row++)
        {
            var line = (int)((row + 0.5) / Rows * photo.Height) * photo.Width;
            for (var pair = 0; pair < Pairs; pair++)
            {
                var column = (int)((pair + 0.5) / (2 * Pairs) * photo.Width);
                brighter += Brightness(photo, line + column) - Brightness(photo, line + photo.Width - 1 - column);
            }
        }

        return brighter < 0;
    }

    private static int Brightness(Raster photo, int pixel) => photo.Pixels[4 * pixel] + photo.Pixels[4 * pixel + 1] + photo.Pixels[4 * pixel + 2];
}
