using System.Buffers.Binary;

namespace FaceShape.Native.Imaging;

/// <summary>A picture format, recognized by its first bytes.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Loader">libvips's loader, or null where the format is not read here.</param>
internal sealed record PhotoFormat(string Name, string? Loader)
{
    public static PhotoFormat Jpeg { get; } = new("JPEG", "jpegload_buffer");

    public static PhotoFormat Png { get; } = new("PNG", "pngload_buffer");

    public static PhotoFormat WebP { get; } = new("WebP", "webpload_buffer");

    public static PhotoFormat Gif { get; } = new("GIF", "gifload_buffer");

    public static PhotoFormat Tiff { get; } = new("TIFF", "tiffload_buffer");

    public static PhotoFormat Avif { get; } = new("AVIF", "heifload_buffer");

    private static PhotoFormat CameraRaw { get; } = new("Camera raw", null);

    /// <summary>Recognizes a format; null when the bytes are of no known picture.</summary>
    public static PhotoFormat? Recognize(ReadOnlySpan<byte> file)
    {
        if (Has(file, 0, [0xFF, 0xD8, 0xFF])) return Jpeg;
        if (Has(file, 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (Has(file, 0, "GIF87a"u8) || Has(file, 0, "GIF89a"u8)) return Gif;
        if (Has(file, 0, "RIFF"u8) && Has(file, 8, "WEBP"u8)) return WebP;
        if (Has(file, 0, "II*\0"u8) || Has(file, 0, "MM\0*"u8) || Has(file, 0, "II+\0"u8) || Has(file, 0, "MM\0+"u8)) return IsCameraRaw(file) ? CameraRaw : Tiff;
        return Has(file, 4, "ftyp"u8) ? IsoMedia(file) : Unread(file);
    }

    // AVIF, HEIC and films share one container; its list of brands tells them apart.
    private static PhotoFormat IsoMedia(ReadOnlySpan<byte> file)
    {
        var length = Math.Min(file.Length, Math.Max(12, (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file), 256)));
        var known = new PhotoFormat("a film or another file of the ISO media family", null);
        for (var offset = 8; offset + 4 <= length; offset += 4)
        {
            if (offset == 12) continue; // a version number, no brand
            var brand = file.Slice(offset, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return Avif;
            if (brand.StartsWith("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)) known = new("HEIC", null);
            if (brand.SequenceEqual("crx "u8)) known = new("Canon raw", null);
        }

        return known;
    }

    // Raw photos are TIFFs whose first page is a thumbnail, from which nobody should be read.
    private static bool IsCameraRaw(ReadOnlySpan<byte> file)
    {
        const int Reduced = 254, SubPages = 330, DngVersion = 50706;
        const byte Classic = 42;
        bool isLittle = file[0] == 'I', isReduced = false, hasSubPages = false;
        if (file.Length < 8 || file[isLittle ? 2 : 3] != Classic) return false;
        var page = Number(file, 4, isLittle);
        if (page == 16 && Has(file, 8, "CR\u0002\0"u8)) return true;
        if (page + 2L > file.Length) return false;
        var fields = Short(file, (int)page, isLittle);
        for (var i = 0; i < fields && page + 14L + 12 * i <= file.Length; i++)
        {
            var field = (int)page + 2 + 12 * i;
            switch (Short(file, field, isLittle))
            {
                case DngVersion: return true;
                case Reduced: isReduced = (Number(file, field + 8, isLittle) & 1) != 0; break;
                case SubPages: hasSubPages = true; break;
            }
        }

        return isReduced && hasSubPages;

        static ushort Short(ReadOnlySpan<byte> file, int offset, bool isLittle) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]) : BinaryPrimitives.ReadUInt16BigEndian(file[offset..]);

        static uint Number(ReadOnlySpan<byte> file, int offset, bool isLittle) =>
            isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(file[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(file[offset..]);
    }

    private static PhotoFormat? Unread(ReadOnlySpan<byte> file)
    {
        var name = file switch
        {
            _ when Has(file, 0, "BM"u8) && Has(file, 6, [0, 0, 0, 0]) => "BMP",
            _ when Has(file, 0, "%PDF-"u8) => "PDF",
            _ when Has(file, 0, "8BPS"u8) => "Photoshop",
            _ when Has(file, 0, [0xFF, 0x0A]) || Has(file, 4, "JXL "u8) => "JPEG XL",
            _ when Has(file, 0, [0xFF, 0x4F, 0xFF, 0x51]) || Has(file, 4, "jP  "u8) => "JPEG 2000",
            _ when Has(file, 0, [0, 0, 1, 0]) && file.Length > 22 => "ICO",
            _ when file[..Math.Min(file.Length, 1024)].IndexOf("<svg"u8) >= 0 => "SVG",
            _ => null,
        };
        return name is null ? null : new(name, null);
    }

    private static bool Has(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> bytes) =>
        file.Length >= offset + bytes.Length && file[offset..].StartsWith(bytes);
}
