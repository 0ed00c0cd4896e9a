using System.Buffers.Binary;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;

namespace FaceShape.Native.Tests.Imaging;

public sealed class PhotoDecoderTests
{
    private readonly PhotoDecoder decoder = new();

    /// <summary>Each format with the error that its compression may bring, in 255 levels.</summary>
    public static TheoryData<string, int> Formats =>
        new() { { "jpeg", 6 }, { "png", 0 }, { "webp", 0 }, { "gif", 12 }, { "tiff", 0 }, { "avif", 10 } };

    public static MatrixTheoryData<string, int> Orientations => new(["jpeg", "png", "webp", "tiff", "avif"], [1, 2, 3, 4, 5, 6, 7, 8]);

    public static MatrixTheoryData<string, double> Cuts =>
        new(["jpeg", "png", "webp", "gif", "tiff", "avif"], [0.05, 0.3, 0.5, 0.8, 0.95, 0.99]);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_picture_comes_back_as_it_was_written(string format, int tolerance)
    {
        var picture = Pictures.Gradient();
        Pictures.AssertClose(picture, decoder.Decode(Encode(format, picture)), tolerance);
    }

    [Fact]
    public unsafe void Jpeg_pixels_are_those_of_the_plain_decoder()
    {
        var file = PhotoEncoder.Jpeg(Pictures.Noise(203, 151), 80);
        fixed (byte* bytes = file)
        {
            using var plain = VipsImage.Load("jpegload_buffer", bytes, file.Length);
            plain.Apply("addalpha");
            Assert.Equal(plain.ToSamples(), decoder.Decode(file).Pixels);
        }
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void A_photo_that_lies_on_its_side_is_set_upright(string format, int orientation)
    {
        var stored = Pictures.Gradient(48, 32);
        Pictures.AssertClose(Pictures.Upright(stored, orientation), decoder.Decode(Encode(format, stored, orientation)), 12);
    }

    [Fact]
    public void Orientation_written_by_a_camera_in_big_endian_is_understood()
    {
        var stored = Pictures.Gradient(48, 32);
        var file = PhotoEncoder.Jpeg(stored);
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        byte[] tagged = [.. file[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. file[2..]];
        Pictures.AssertClose(Pictures.Upright(stored, 6), decoder.Decode(tagged), 12);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_cut_file_is_truncated_and_not_half_a_picture(string format, double share)
    {
        var file = Encode(format, Pictures.Noise());
        AssertError(PhotoError.Truncated, file[..(int)(file.Length * share)], "copy or download it again");
    }

    [Fact]
    public void A_jpeg_without_its_last_two_bytes_is_truncated() =>
        AssertError(PhotoError.Truncated, PhotoEncoder.Jpeg(Pictures.Noise())[..^2]);

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("gif")]
    [InlineData("avif")]
    public void A_download_that_was_filled_up_with_zeros_is_truncated(string format)
    {
        var file = Encode(format, Pictures.Noise());
        AssertError(PhotoError.Truncated, [.. file[..(file.Length / 2)], .. new byte[file.Length / 2]]);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("gif")]
    public void Bytes_after_the_end_of_a_file_do_no_harm(string format)
    {
        var file = Encode(format, Pictures.Gradient());
        Assert.Equal(decoder.Decode(file).Pixels, decoder.Decode([.. file, 1, 2, 3, .. new byte[500]]).Pixels);
    }

    [Fact]
    public void A_damaged_png_is_not_half_a_picture()
    {
        var file = PhotoEncoder.Png(Pictures.Noise());
        file[file.Length / 2] ^= 0x55;
        AssertError(PhotoError.Truncated, file);
    }

    [Fact]
    public void Transparency_is_laid_over_white()
    {
        var file = PngFile.Write(16, 16, 8, PngFile.Rgba, y => Row(_ => [0, 100, 200, (byte)(y * 17)]));
        var pixels = decoder.Decode(file).Pixels;
        Assert.Equal([255, 255, 255, 255], pixels[..4]);
        Assert.Equal([0, 100, 200, 255], pixels[^4..]);
        var middle = pixels.AsSpan(4 * 16 * 8, 4).ToArray();
        foreach (var (value, colour) in middle.Zip([0, 100, 200]))
            Assert.InRange(value - (255 + ((colour - 255) * 8 * 17 / 255.0)), -1.01, 1.01);
    }

    [Fact]
    public void Sixteen_bits_become_eight()
    {
        var file = PngFile.Write(16, 16, 16, PngFile.Rgb, y => Row(x => [(byte)(x * 16), 0x80, (byte)(y * 16), 0x40, 7, 0xC0]));
        Pictures.AssertClose(Pictures.Fill(16, 16, (x, y) => ((byte)(x * 16), (byte)(y * 16), 7)), decoder.Decode(file), 1);
    }

    [Fact]
    public void Sixteen_bit_grey_becomes_eight_bit_colour()
    {
        var file = PngFile.Write(16, 16, 16, PngFile.Grey, _ => Row(x => [(byte)(x * 16), 0x80]));
        Pictures.AssertClose(Pictures.Fill(16, 16, (x, _) => Grey(x * 16)), decoder.Decode(file), 1);
    }

    [Fact]
    public void Grey_becomes_colour_with_equal_channels()
    {
        var file = PngFile.Write(16, 16, 8, PngFile.Grey, y => Row(x => [(byte)((16 * y) + x)]));
        Pictures.AssertClose(Pictures.Fill(16, 16, (x, y) => Grey((16 * y) + x)), decoder.Decode(file), 0);
    }

    [Fact]
    public void One_bit_black_and_white_is_read()
    {
        var file = PngFile.Write(16, 16, 1, PngFile.Grey, _ => [0x00, 0xFF]);
        Pictures.AssertClose(Pictures.Fill(16, 16, (x, _) => Grey(x < 8 ? 0 : 255)), decoder.Decode(file), 0);
    }

    [Fact]
    public void A_palette_with_a_transparent_colour_is_read()
    {
        var palette = PngFile.Chunk("PLTE", [10, 20, 30, 200, 100, 50]);
        var transparency = PngFile.Chunk("tRNS", [0]);
        var file = PngFile.Write(16, 16, 8, PngFile.Palette, _ => Row(x => [(byte)(x % 2)]), palette, transparency);
        Pictures.AssertClose(Pictures.Fill(16, 16, (x, _) => x % 2 == 0 ? Grey(255) : ((byte)200, (byte)100, (byte)50)), decoder.Decode(file), 0);
    }

    [Fact]
    public void Printing_inks_of_a_jpeg_become_screen_colours()
    {
        byte[][] inks = [[0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 0], [0, 255, 0, 0], [0, 0, 255, 0]];
        byte[] row = [.. inks.SelectMany(Row)];
        using var image = VipsImage.FromSamples(80, 16, 4, "cmyk", [.. Enumerable.Repeat(row, 16).SelectMany(sample => sample)]);
        var raster = decoder.Decode(image.Save("jpegsave_buffer", ("Q", "100")));
        var colours = Enumerable.Range(0, 5).Select(i => raster.Pixels.AsSpan(4 * ((8 * 80) + (16 * i) + 8), 4).ToArray()).ToArray();
        Assert.All(colours[0], channel => Assert.InRange(channel, 250, 255));
        Assert.All(colours[1][..3], channel => Assert.InRange(channel, 0, 60));
        Assert.True(colours[2][0] < 60 && colours[2][2] > 180, "cyan");
        Assert.True(colours[3][1] < 60 && colours[3][0] > 180, "magenta");
        Assert.True(colours[4][2] < 60 && colours[4][0] > 200, "yellow");
    }

    [Fact]
    public void Selections_that_a_tiff_keeps_beside_its_colours_are_left_out()
    {
        var picture = Pictures.Gradient();
        byte[] samples = [.. picture.Pixels.Chunk(4).SelectMany(pixel => (byte[])[pixel[0], pixel[1], pixel[2], 0, 7, 0])];
        using var image = VipsImage.FromSamples(picture.Width, picture.Height, 6, "srgb", samples);
        Pictures.AssertClose(picture, decoder.Decode(image.Save("tiffsave_buffer")), 0);
    }

    [Theory]
    [InlineData("II*\0\0\u0001\0\0CR\u0002\0")]
    [InlineData("II+\0\u0008\0\0\0\u0001\0\u0012\u00c6\u0001\0\u0004\0\0\0\u0001\u0004\0\0\0\0\0\0")]
    public void A_tiff_that_only_looks_like_a_raw_photo_is_tried(string file) =>
        AssertError(PhotoError.Truncated, System.Text.Encoding.Latin1.GetBytes(file));

    [Fact]
    public void More_channels_than_the_pixels_allowed_may_have_are_too_large()
    {
        var bounded = new PhotoDecoder(new(MaxPixels: 400));
        Assert.Equal(20, bounded.Decode(File(8)).Width);
        var error = Assert.Throws<PhotoException>(() => bounded.Decode(File(9)));
        Assert.Equal(PhotoError.TooLarge, error.Error);
        Assert.Contains("9 channels", error.Message);

        static byte[] File(int channels)
        {
            using var image = VipsImage.FromSamples(20, 20, channels, "srgb", new byte[20 * 20 * channels]);
            return image.Save("tiffsave_buffer");
        }
    }

    [Theory]
    [InlineData("float")]
    [InlineData("uint")]
    public void Samples_that_are_neither_of_8_nor_16_bits_are_refused_with_a_remedy(string kind)
    {
        using var image = VipsImage.FromSamples(20, 20, 1, "b-w", new byte[400]);
        image.Apply("cast", ("format", kind));
        AssertError(PhotoError.UnsupportedFormat, image.Save("tiffsave_buffer"), "save it as JPEG or PNG");
    }

    [Fact]
    public void The_first_frame_of_a_film_in_a_gif_counts()
    {
        var frames = Pictures.Fill(20, 40, (_, y) => y < 20 ? ((byte)255, (byte)0, (byte)0) : ((byte)0, (byte)0, (byte)255));
        using var image = VipsImage.FromSamples(20, 40, 4, "srgb", frames.Pixels);
        image.SetInt("page-height", 20);
        Pictures.AssertClose(Pictures.Fill(20, 20, (_, _) => (255, 0, 0)), decoder.Decode(image.Save("gifsave_buffer")), 2);
    }

    [Theory]
    [InlineData("heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic")]
    [InlineData("HEIC", "\0\0\0\u0018ftypmif1\0\0\0\0mif1heic")]
    [InlineData("film", "\0\0\0\u0018ftypisom\0\0\0\0mp41avc1")]
    [InlineData("film", "\0\0\0\u0018ftyp")]
    [InlineData("film", "\0\0\0\u0018ftypavi")]
    [InlineData("Camera raw", "II*\0\u0010\0\0\0CR\u0002\0")]
    [InlineData("Camera raw", "II*\0\u0008\0\0\0\u0001\0\u0012\u00c6\u0001\0\u0004\0\0\0\u0001\u0004\0\0\0\0\0\0")]
    [InlineData("Camera raw", "MM\0*\0\0\0\u0008\0\u0002\0\u00fe\0\u0004\0\0\0\u0001\0\0\0\u0001\u0001\u004a\0\u0004\0\0\0\u0001\0\0\0\0\0\0\0\0")]
    [InlineData("BMP", "BM\u0001\u0001\u0000\u0000\0\0\0\0\u0036\0\0\0(\0\0\0")]
    [InlineData("PDF", "%PDF-1.7\n")]
    [InlineData("Photoshop", "8BPS\0\u0001")]
    [InlineData("SVG", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("ICO", "\0\0\u0001\0\u0001\0\u0010\u0010\0\0\u0001\0\u0020\0\u0068\u0004\0\0\u0016\0\0\0\0\0")]
    [InlineData("JPEG XL", "\0\0\0\u000CJXL \r\n\u0087\n")]
    [InlineData("JPEG 2000", "\0\0\0\u000CjP  \r\n\u0087\n")]
    public void A_format_that_is_not_read_is_named_with_a_remedy(string name, string file)
    {
        var error = AssertError(PhotoError.UnsupportedFormat, System.Text.Encoding.Latin1.GetBytes(file), "save it as JPEG or PNG");
        Assert.Contains(name, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("This is a text that somebody named photo.jpg")]
    [InlineData("BMW is a maker of cars")]
    [InlineData("{\"photo\":1}")]
    [InlineData("x")]
    public void Anything_else_is_no_picture(string text) => AssertError(PhotoError.NotAnImage, System.Text.Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Random_bytes_are_no_picture()
    {
        var bytes = new byte[10_000];
        new Random(3).NextBytes(bytes);
        AssertError(PhotoError.NotAnImage, bytes);
    }

    [Fact]
    public void No_bytes_are_an_empty_file() => AssertError(PhotoError.EmptyFile, []);

    [Fact]
    public void A_header_of_30000_by_30000_is_too_large_at_once()
    {
        var header = PngFile.Header(30_000, 30_000);
        AssertError(PhotoError.TooLarge, header);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = AssertError(PhotoError.TooLarge, header);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("30000 x 30000", error.Message);
        Assert.Contains("100 million", error.Message);
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("gif")]
    public void Other_formats_too_are_measured_before_they_are_decoded(string format)
    {
        var file = Encode(format, Pictures.Gradient());
        if (format == "gif")
        {
            Patch(file, 6, BinaryPrimitives.WriteUInt16LittleEndian);
            var frame = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x2C, 0, 0, 0, 0, 48, 0, 32, 0]);
            Patch(file, frame + 5, BinaryPrimitives.WriteUInt16LittleEndian);
        }
        else
        {
            Patch(file, file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5, BinaryPrimitives.WriteUInt16BigEndian);
        }

        AssertError(PhotoError.TooLarge, file, "30000 x 30000");

        static void Patch(byte[] bytes, int offset, Action<Span<byte>, ushort> write)
        {
            write(bytes.AsSpan(offset), 30_000);
            write(bytes.AsSpan(offset + 2), 30_000);
        }
    }

    [Fact]
    public void A_very_long_strip_is_too_large() => AssertError(PhotoError.TooLarge, PngFile.Header(70_000, 20));

    [Fact]
    public void As_many_pixels_as_allowed_are_read_and_one_row_more_is_too_large()
    {
        var bounded = new PhotoDecoder(new(MaxPixels: 40 * 30));
        Assert.Equal(30, bounded.Decode(PhotoEncoder.WebP(Pictures.Gradient(40, 30))).Height);
        var error = Assert.Throws<PhotoException>(() => bounded.Decode(PhotoEncoder.WebP(Pictures.Gradient(40, 31))));
        Assert.Equal(PhotoError.TooLarge, error.Error);
    }

    [Fact]
    public void As_many_bytes_as_allowed_are_read_and_one_more_is_too_large()
    {
        var file = PhotoEncoder.Png(Pictures.Gradient());
        Assert.Equal(48, new PhotoDecoder(new(MaxFileBytes: file.Length)).Decode(file).Width);
        var error = Assert.Throws<PhotoException>(() => new PhotoDecoder(new(MaxFileBytes: file.Length - 1)).Decode(file));
        Assert.Equal(PhotoError.TooLarge, error.Error);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(15, 200)]
    [InlineData(200, 15)]
    public void A_picture_that_cannot_show_a_face_is_too_small(int width, int height) =>
        AssertError(PhotoError.TooSmall, PhotoEncoder.Png(Pictures.Gradient(width, height)), $"{width} x {height}");

    [Fact]
    public void Sixteen_pixels_are_enough_for_the_decoder() =>
        Assert.Equal(16, decoder.Decode(PhotoEncoder.Png(Pictures.Gradient(16, 16))).Width);

    [Theory]
    [InlineData(300, 200, 1, 60, 40)]
    [InlineData(300, 200, 6, 40, 60)]
    [InlineData(60, 40, 1, 60, 40)]
    [InlineData(50, 40, 1, 50, 40)]
    public void A_longest_side_scales_down_and_never_up(int width, int height, int orientation, int expectedWidth, int expectedHeight)
    {
        var scaled = new PhotoDecoder(new(MaxSide: 60)).Decode(PhotoEncoder.Png(Pictures.Gradient(width, height), orientation));
        var stored = orientation == 6 ? Pictures.Gradient(expectedHeight, expectedWidth) : Pictures.Gradient(expectedWidth, expectedHeight);
        Assert.Equal((expectedWidth, expectedHeight), (scaled.Width, scaled.Height));
        Pictures.AssertClose(Pictures.Upright(stored, orientation), scaled, 6);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, int.MaxValue, 0)]
    [InlineData(1, 1, -1)]
    public void Bounds_that_make_no_sense_are_refused(int fileBytes, int pixels, int side) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhotoDecoder(new(fileBytes, pixels, side)));

    [Fact]
    public async Task Several_threads_decode_at_once_and_each_gets_its_own()
    {
        var files = Formats.Select(row => Encode(row.Data.Item1, Pictures.Noise(120, 90))).ToArray();
        var expected = files.Select(file => decoder.Decode(file).Pixels).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, 120, options, (i, _) =>
        {
            var file = files[i % files.Length];
            if (i % 5 == 0) AssertError(PhotoError.Truncated, file[..(file.Length / 2)]);
            else Assert.Equal(expected[i % files.Length], decoder.Decode(file).Pixels);
            return ValueTask.CompletedTask;
        });
    }

    // Sixteen pixels: by their place, or all of one colour.
    private static byte[] Row(Func<int, byte[]> pixel) => [.. Enumerable.Range(0, 16).SelectMany(pixel)];

    private static byte[] Row(byte[] pixel) => Row(_ => pixel);

    private static (byte Red, byte Green, byte Blue) Grey(int level) => ((byte)level, (byte)level, (byte)level);

    private static byte[] Encode(string format, Raster picture, int orientation = 1) => format switch
    {
        "jpeg" => PhotoEncoder.Jpeg(picture, 95, orientation),
        "png" => PhotoEncoder.Png(picture, orientation),
        "webp" => PhotoEncoder.WebP(picture, orientation),
        "gif" => PhotoEncoder.Gif(picture),
        "tiff" => PhotoEncoder.Tiff(picture, orientation),
        "avif" => PhotoEncoder.Avif(picture, orientation: orientation),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    private PhotoException AssertError(PhotoError expected, byte[] file, string words = "")
    {
        var error = Assert.Throws<PhotoException>(() => decoder.Decode(file));
        Assert.Equal(expected, error.Error);
        Assert.Contains(words, error.Message);
        return error;
    }
}
