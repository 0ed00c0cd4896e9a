using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json;
using FaceShape.Imaging;
using FaceShape.Native.Imaging;
using FaceShape.Testing;

namespace FaceShape.Cli.Tests;

/// <summary>A folder of photos made when the tests run: one that is read, and one for each way not to be.</summary>
public sealed class TestPhotos : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("faceshape tests ");
    private Socket? socket;

    /// <summary>One face, cut from a demo picture of the package that the weights come from.</summary>
    public string Face => InFolder("face.png");

    /// <summary>The same photo, stored anew.</summary>
    public string SameFace => InFolder("same.jpg");

    /// <summary>Another person of the same picture.</summary>
    public string OtherFace => InFolder("other.png");

    /// <summary>Several faces of similar size.</summary>
    public static string Group => Repository.Npm("@vladmandic", "face-api", "demo", "sample6.jpg");

    /// <summary>Photos that cannot be read, and the code that each must get.</summary>
    public IReadOnlyList<(string Photo, string Code)> Broken { get; private set; } = [];

    public string InFolder(string name) => Path.Combine(folder.FullName, name);

    public async ValueTask InitializeAsync()
    {
        var noise = new byte[4 * 640 * 480];
        new Random(1).NextBytes(noise);
        var jpeg = PhotoEncoder.Jpeg(new Raster(640, 480, noise));
        Broken =
        [
            (InFolder("nothing here.jpg"), "not-found"),
            (UnreadableFile("socket.jpg"), "unreadable"),
            (Directory.CreateDirectory(InFolder("folder")).FullName, "is-a-directory"),
            (Write("empty.jpg", []), "empty-file"),
            (Write("text.jpg", "This is a letter, not a picture.\n"u8), "not-an-image"),
            (Write("phone.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]), "unsupported-format"),
            (Write("huge.png", PngHeader(30_000, 30_000)), "too-large"),
            (Write("pixel.png", PhotoEncoder.Png(new Raster(1, 1, new byte[4]))), "too-small"),
            (Write("truncated.jpg", jpeg.AsSpan(0, jpeg.Length / 2)), "truncated"),
            (Write("noise.jpg", jpeg), "no-face"),
            (Write("landscape.png", PhotoEncoder.Png(Pictures.Landscape(640, 480))), "no-face"),
            (Group, "several-faces"),
        ];
        var (face, other) = await CutFacesAsync();
        Write("face.png", PhotoEncoder.Png(face));
        Write("same.jpg", PhotoEncoder.Jpeg(face, quality: 60));
        Write("other.png", PhotoEncoder.Png(other));
    }

    public ValueTask DisposeAsync()
    {
        socket?.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<(Raster Face, Raster Other)> CutFacesAsync()
    {
        var run = await Cli.RunAsync("classify", Group, "--several-faces", "all", "--pipeline", "original", "--json");
        Assert.True(run.ExitCode == 0, run.Out + run.Error);
        var largest = JsonDocument.Parse(run.Out).RootElement;
        var group = new PhotoDecoder().DecodeFile(Group);
        return (Cut(largest), Cut(largest.GetProperty("others")[0]));

        Raster Cut(JsonElement face)
        {
            var box = face.GetProperty("face").GetProperty("box").EnumerateArray().Select(number => (int)number.GetDouble()).ToArray();
            var (left, top) = (Math.Max(0, box[0] - box[2] / 4), Math.Max(0, box[1] - box[3] / 3));
            var (width, height) = (box[2] * 3 / 2, box[3] * 3 / 2);
            return Pictures.Cut(group, left, top, Math.Min(width, group.Width - left), Math.Min(height, group.Height - top));
        }
    }

    /// <summary>The beginning of a valid PNG: what a bomb shows before it goes off.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        var header = new byte[33];
        ReadOnlySpan<byte> begin = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8];
        begin.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), height);
        (header[24], header[25]) = (8, 2);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(29), Crc32(header.AsSpan(12, 17)));
        return header;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(InFolder(name), bytes);
        return InFolder(name);
    }

    // A socket is a file that not even root may open.
    private string UnreadableFile(string name)
    {
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(InFolder(name)));
        return InFolder(name);
    }
}
