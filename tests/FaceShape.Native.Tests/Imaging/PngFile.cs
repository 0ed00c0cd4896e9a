using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace FaceShape.Native.Tests.Imaging;

/// <summary>Writes PNG files of any bit depth and colour type, so that the decoder is not tested against its own library alone.</summary>
internal static class PngFile
{
    public const byte Grey = 0, Rgb = 2, Palette = 3, Rgba = 6;

    /// <summary>Signature and header only.</summary>
    public static byte[] Header(int width, int height, byte depth = 8, byte colourType = Rgb)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = colourType;
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header)];
    }

    /// <summary>A whole file.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Rows.</param>
    /// <param name="depth">Bits a sample.</param>
    /// <param name="colourType">One of the constants.</param>
    /// <param name="row">Bytes of a row by its number.</param>
    /// <param name="extra">Chunks between header and pixels.</param>
    public static byte[] Write(int width, int height, byte depth, byte colourType, Func<int, byte[]> row, params byte[][] extra)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++) zlib.Write([0, .. row(y)]);
        }

        return
        [
            .. Header(width, height, depth, colourType),
            .. extra.SelectMany(chunk => chunk),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(Crc(body))];
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
