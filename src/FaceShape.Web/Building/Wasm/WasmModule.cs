namespace FaceShape.Web.Building.Wasm;

/// <summary>
/// A WebAssembly binary taken apart as far as its functions: sections, and the bodies in the code section.
/// <see href="https://webassembly.github.io/spec/core/binary/modules.html"/>
/// </summary>
internal sealed class WasmModule
{
    private const int HeaderBytes = 8;
    private readonly List<(byte Id, byte[] Content)> sections = [];

    private WasmModule()
    {
    }

    /// <summary>Bodies of the module's own functions: locals and code, without the length before them.</summary>
    public IReadOnlyList<byte[]> Bodies { get; private set; } = [];

    /// <summary>Takes a module apart.</summary>
    /// <exception cref="SiteException">It is not a module, or ends too early.</exception>
    public static WasmModule Parse(byte[] binary)
    {
        if (!binary.AsSpan().StartsWith("\0asm\u0001\0\0\0"u8)) throw new SiteException("This is not a WebAssembly module of version 1");
        var module = new WasmModule();
        var reader = new WasmReader(binary, HeaderBytes);
        while (!reader.AtEnd)
        {
            var id = reader.Byte();
            module.sections.Add((id, reader.Bytes(reader.Number())));
        }

        module.Bodies = module.Content(WasmSection.Code) is { } code ? Items(code, (ref item) => item.Bytes(item.Number())) : [];
        return module;
    }

    /// <summary>Puts the module together with other bodies of the same functions.</summary>
    public byte[] With(IReadOnlyList<byte[]> bodies)
    {
        if (bodies.Count != Bodies.Count) throw new ArgumentException("Functions can be neither added nor taken away", nameof(bodies));
        var code = new WasmWriter().Number(bodies.Count);
        foreach (var body in bodies) code.Number(body.Length).Bytes(body);
        return Write(new() { [WasmSection.Code] = code.ToArray() });
    }

    /// <summary>
    /// Gives every function a global that it sets to 1 when it is entered, exported as <c>entered0</c>, <c>entered1</c> … in the order
    /// of <see cref="Bodies"/>.
    /// </summary>
    public byte[] WithEntriesNoted()
    {
        var (globals, exports) = (Require(WasmSection.Global), Require(WasmSection.Export));
        var first = ImportedGlobals() + new WasmReader(globals, 0).Number();
        var code = new WasmWriter().Number(Bodies.Count);
        var noted = Begin(globals, Bodies.Count);
        var named = Begin(exports, Bodies.Count);
        for (var i = 0; i < Bodies.Count; i++)
        {
            var note = new WasmWriter().Bytes([0x41, 1, 0x24]).Number(first + i).ToArray(); // i32.const 1, global.set
            var locals = LocalsBytes(Bodies[i]);
            code.Number(Bodies[i].Length + note.Length).Bytes(Bodies[i].AsSpan(0, locals)).Bytes(note).Bytes(Bodies[i].AsSpan(locals));
            noted.Bytes([0x7F, 1, 0x41, 0, 0x0B]); // a mutable i32, 0 at first
            named.Name($"entered{i}").Bytes([3]).Number(first + i);
        }

        return Write(new()
        {
            [WasmSection.Code] = code.ToArray(),
            [WasmSection.Global] = noted.ToArray(),
            [WasmSection.Export] = named.ToArray(),
        });
    }

    private delegate T ReadItem<T>(ref WasmReader reader);

    private static List<T> Items<T>(byte[] content, ReadItem<T> read)
    {
        var reader = new WasmReader(content, 0);
        var items = new List<T>();
        for (var left = reader.Number(); left > 0; left--) items.Add(read(ref reader));
        return items;
    }

    /// <summary>A section's items so far, counted as if others had been added already.</summary>
    private static WasmWriter Begin(byte[] content, int added)
    {
        var reader = new WasmReader(content, 0);
        var count = reader.Number();
        return new WasmWriter().Number(count + added).Bytes(content.AsSpan(reader.Position));
    }

    private static int LocalsBytes(byte[] body)
    {
        var reader = new WasmReader(body, 0);
        for (var groups = reader.Number(); groups > 0; groups--)
        {
            reader.Number();
            reader.Byte();
        }

        return reader.Position;
    }

    private int ImportedGlobals() => Content(WasmSection.Import) is { } imports
        ? Items(imports, (ref item) => item.Import()).Count(kind => kind == WasmReader.GlobalKind)
        : 0;

    private byte[]? Content(byte id) => sections.Where(section => section.Id == id).Select(section => section.Content).FirstOrDefault();

    private byte[] Require(byte id) => Content(id) ?? throw new SiteException($"The WebAssembly module has no section {id}");

    private byte[] Write(Dictionary<byte, byte[]> replaced)
    {
        var module = new WasmWriter().Bytes("\0asm\u0001\0\0\0"u8);
        foreach (var (id, old) in sections)
        {
            var content = replaced.GetValueOrDefault(id, old);
            module.Bytes([id]).Number(content.Length).Bytes(content);
        }

        return module.ToArray();
    }
}

/// <summary>Numbers of the sections that are looked at.</summary>
internal static class WasmSection
{
    public const byte Import = 2;
    public const byte Global = 6;
    public const byte Export = 7;
    public const byte Code = 10;
}
