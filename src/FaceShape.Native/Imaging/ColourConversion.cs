namespace FaceShape.Native.Imaging;

/// <summary>Brings any picture to 8-bit sRGB.</summary>
internal static class ColourConversion
{
    // Largest change, in 255 levels, up to which a profile is taken for sRGB itself.
    private const int SameColour = 3;

    // Levels a channel in the sample of colours that a profile is tried on.
    private const int Levels = 6;

    /// <summary>Converts in place; pixels that are sRGB already stay bit for bit.</summary>
    public static void ToSrgb(VipsImage image)
    {
        if (NeedsProfile(image)) image.Apply("icc_transform", ("output-profile", "srgb"), ("embedded", "true"));
        image.Apply("colourspace", ("space", "srgb"));
    }

    // Cameras tag sRGB in many slightly different ways. Converting those would only add rounding,
    // so a profile counts when it visibly moves colours. CMYK without one is converted with libvips's own.
    private static bool NeedsProfile(VipsImage image)
    {
        var profile = image.GetBlob(VipsImage.Profile);
        if (profile.IsEmpty) return false;
        return image.Interpretation switch
        {
            VipsInterpretation.Srgb or VipsInterpretation.Rgb16 => MovesColours(profile, 3, "srgb"),
            VipsInterpretation.BlackAndWhite or VipsInterpretation.Grey16 => MovesColours(profile, 1, "b-w"),
            VipsInterpretation.Cmyk => MovesColours(profile, 4, "cmyk"),
            _ => false,
        };
    }

    private static bool MovesColours(ReadOnlySpan<byte> profile, int bands, string meaning)
    {
        var before = Colours(bands);
        using var image = VipsImage.FromSamples(before.Length / bands, 1, bands, meaning, before);
        image.SetBlob(VipsImage.Profile, profile);
        try
        {
            image.Apply("icc_transform", ("output-profile", "srgb"), ("embedded", "true"));
            var after = image.ToSamples();
            if (bands == 4) return true; // inks are never screen colours
            for (var i = 0; i < after.Length; i++)
            {
                if (Math.Abs(after[i] - before[i * bands / 3]) > SameColour) return true;
            }

            return false;
        }
        catch (VipsException)
        {
            return false; // a profile that cannot be used is as good as none
        }
    }

    private static byte[] Colours(int bands)
    {
        var samples = new byte[(int)Math.Pow(Levels, bands) * bands];
        for (var i = 0; i < samples.Length; i++)
        {
            var place = i / bands / (int)Math.Pow(Levels, i % bands) % Levels;
            samples[i] = (byte)(place * 255 / (Levels - 1));
        }

        return samples;
    }
}
