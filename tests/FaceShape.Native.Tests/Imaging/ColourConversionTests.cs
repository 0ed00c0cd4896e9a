using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Native.Tests.Imaging;

public sealed class ColourConversionTests
{
    private readonly PhotoDecoder decoder = new();

    [Fact]
    public void Pixels_tagged_as_srgb_stay_bit_for_bit()
    {
        using var image = Tagged("srgb");
        var stored = Opaque(image.ToSamples());
        Assert.False(image.GetBlob(VipsImage.Profile).IsEmpty);
        Assert.Equal(stored, decoder.Decode(image.Save("pngsave_buffer")).Pixels);
    }

    [Fact]
    public void Colours_of_a_wide_gamut_are_converted()
    {
        var picture = Pictures.Gradient();
        using var image = Tagged("p3");
        var stored = Opaque(image.ToSamples());
        Assert.InRange(stored.Zip(picture.Pixels, (a, b) => Math.Abs(a - b)).Max(), 10, 255);
        Pictures.AssertClose(picture, decoder.Decode(image.Save("pngsave_buffer")), 3);
    }

    [Fact]
    public void A_printing_profile_inside_a_jpeg_is_followed()
    {
        // Soft colours, which ink can show.
        var picture = Pictures.Fill(48, 32, (x, y) => ((byte)(120 + x), (byte)(110 + y), 120));
        using var image = VipsImage.FromSamples(48, 32, 4, "srgb", picture.Pixels);
        image.Apply("extract_band", ("band", "0"), ("n", "3"));
        image.Apply("icc_transform", ("input-profile", "srgb"), ("output-profile", "cmyk"));
        Assert.Equal(4, image.Bands);
        Pictures.AssertClose(picture, decoder.Decode(image.Save("jpegsave_buffer", ("Q", "100"))), 12);
    }

    [Fact]
    public void A_profile_that_is_no_profile_changes_nothing()
    {
        var picture = Pictures.Gradient();
        using var image = Tagged("srgb");
        var stored = Opaque(image.ToSamples());
        image.SetBlob(VipsImage.Profile, "no colour profile at all"u8);
        Assert.Equal(stored, decoder.Decode(image.Save("tiffsave_buffer")).Pixels);
        Pictures.AssertClose(picture, decoder.Decode(image.Save("tiffsave_buffer")), 3);
    }

    [Fact]
    public unsafe void Photos_of_the_reference_decode_to_the_pixels_of_the_plain_decoder()
    {
        foreach (var path in Directory.GetFiles(Repository.Shared("data", "london"), "*.jpg").Order().Take(20))
        {
            var file = File.ReadAllBytes(path);
            fixed (byte* bytes = file)
            {
                using var plain = VipsImage.Load("jpegload_buffer", bytes, file.Length);
                Assert.Equal(Opaque(plain.ToSamples()), decoder.Decode(file).Pixels);
            }
        }
    }

    // The gradient in another colour space, with that profile embedded.
    private static VipsImage Tagged(string profile)
    {
        var picture = Pictures.Gradient();
        var image = VipsImage.FromSamples(picture.Width, picture.Height, 4, "srgb", picture.Pixels);
        image.Apply("extract_band", ("band", "0"), ("n", "3"));
        image.Apply("icc_transform", ("input-profile", "srgb"), ("output-profile", profile));
        return image;
    }

    private static byte[] Opaque(byte[] rgb) => [.. rgb.Chunk(3).SelectMany(pixel => new[] { pixel[0], pixel[1], pixel[2], (byte)255 })];
}
