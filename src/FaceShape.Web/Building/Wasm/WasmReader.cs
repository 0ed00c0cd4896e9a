namespace FaceShape.Web.Building.Wasm;

/// <summary>Reads the numbers and strings of a WebAssembly binary.</summary>
/// <param name="bytes">The binary, or a part.</param>
/// <param name="position">Where reading begins.</param>
internal ref struct WasmReader(ReadOnlySpan<byte> bytes, int position)
{
    /// <summary>An import or export that is a global.</summary>
    public const byte GlobalKind = 3;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; } = position;

    public readonly bool AtEnd => Position == bytes.Length;

    /// <summary>One byte.</summary>
    public byte Byte() => Position < bytes.Length ? bytes[Position++] : throw Short();

    /// <summary>So many bytes.</summary>
    public byte[] Bytes(int count)
    {
        if (count < 0 || count > bytes.Length - Position) throw Short();
        Position += count;
        return bytes.Slice(Position - count, count).ToArray();
    }

    /// <summary>An unsigned LEB128 number of at most 31 bits.</summary>
    public int Number()
    {
        var number = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80) return number <= int.MaxValue ? (int)number : throw new SiteException("The WebAssembly module has a number that is too large");
        }

        throw new SiteException("The WebAssembly module has a number that does not end");
    }

    /// <summary>Passes an import.</summary>
    /// <returns>Its kind: 0 function, 1 table, 2 memory, 3 global, 4 tag.</returns>
    public byte Import()
    {
        Bytes(Number());
        Bytes(Number());
        var kind = Byte();
        switch (kind)
        {
            case 0:
                Number();
                break;
            case 1:
                Byte();
                Limits();
                break;
            case 2:
                Limits();
                break;
            default:
                Byte();
                Number(); // a global's mutability or a tag's type: one number either way
                break;
        }

        return kind;
    }

    private void Limits()
    {
        var flags = Byte();
        Number();
        if ((flags & 1) != 0) Number();
    }

    private static SiteException Short() => new("The WebAssembly module ends too early");
}
