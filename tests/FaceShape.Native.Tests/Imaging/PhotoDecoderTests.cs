using FaceShape.Imaging;
using FaceShape.Native.Imaging;

namespace FaceShape.Native.Tests.Imaging;

public sealed class PhotoDecoderTests
{
    private readonly PhotoDecoder decoder = new();

    public static TheoryData<string, int> Formats => new() { { "jpeg", 6 }, { "png", 0 }, { "webp", 0 }, { "gif", 12 }, { "tiff", 0 }, { "avif", 10 } };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_comes_back_as_it_was_written(string format, int tolerance)
    {
        var picture = Pictures.Gradient();
        Pictures.AssertClose(picture, decoder.Decode(Encode(format, picture)), tolerance);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_cut_file_is_truncated_and_not_half_a_picture(string format, int tolerance)
    {
        Assert.True(tolerance >= 0);
        var file = Encode(format, Pictures.Noise());
        foreach (var share in new[] { 0.05, 0.3, 0.5, 0.8, 0.95, 0.99 })
        {
            var cut = file.AsSpan(0, (int)(file.Length * share)).ToArray();
            var error = Assert.Throws<PhotoException>(() => decoder.Decode(cut));
            Assert.True(error.Error == PhotoError.Truncated, $"{format} cut to {share:P0}: {error.Error}, {error.Message}, {error.InnerException?.Message}");
        }
    }

    private static byte[] Encode(string format, Raster picture) => format switch
    {
        "jpeg" => PhotoEncoder.Jpeg(picture, 95),
        "png" => PhotoEncoder.Png(picture),
        "webp" => PhotoEncoder.WebP(picture),
        "gif" => PhotoEncoder.Gif(picture),
        "tiff" => PhotoEncoder.Tiff(picture),
        _ => PhotoEncoder.Avif(picture),
    };
}
