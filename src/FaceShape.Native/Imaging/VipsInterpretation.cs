namespace FaceShape.Native.Imaging;

/// <summary>How libvips understands samples, as far as it matters here; the numbers are libvips's.</summary>
internal enum VipsInterpretation
{
    BlackAndWhite = 1,
    Cmyk = 15,
    Srgb = 22,
    Rgb16 = 25,
    Grey16 = 26,
}
