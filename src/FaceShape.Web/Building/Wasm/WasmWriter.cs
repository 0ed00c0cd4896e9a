using System.Text;

namespace FaceShape.Web.Building.Wasm;

/// <summary>Writes the numbers and strings of a WebAssembly binary.</summary>
internal sealed class WasmWriter
{
    private readonly MemoryStream stream = new();

    /// <summary>An unsigned LEB128 number.</summary>
    public WasmWriter Number(int number)
    {
        for (; number >= 0x80; number >>= 7) stream.WriteByte((byte)(number | 0x80));
        stream.WriteByte((byte)number);
        return this;
    }

    /// <summary>Bytes as they are.</summary>
    public WasmWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        return this;
    }

    /// <summary>UTF-8 with its length before it.</summary>
    public WasmWriter Name(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return Number(bytes.Length).Bytes(bytes);
    }

    public byte[] ToArray() => stream.ToArray();
}
