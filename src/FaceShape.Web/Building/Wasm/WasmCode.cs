namespace FaceShape.Web.Building.Wasm;

/// <summary>
/// Part of a function's body: from a place where control may or may not arrive (a branch of an <c>if</c>, what follows a conditional jump
/// or the end of a block) to the end of what encloses it.
/// </summary>
/// <param name="Start">Its first byte in the body.</param>
/// <param name="End">Where the <c>end</c> or <c>else</c> lies that closes what encloses it.</param>
internal readonly record struct WasmPart(int Start, int End);

/// <summary>
/// Walks the instructions of functions.
/// <see href="https://webassembly.github.io/spec/core/binary/instructions.html"/>
/// </summary>
internal static class WasmCode
{
    /// <summary>The parts of a body in the order in which they begin; the first is the whole code.</summary>
    /// <exception cref="SiteException">It has an instruction that is not known here, or ends too early.</exception>
    public static IReadOnlyList<WasmPart> Parts(byte[] body)
    {
        var reader = new WasmReader(body, 0);
        Locals(ref reader);
        var parts = new List<WasmPart> { new(reader.Position, 0) };
        // For each block that is open, the parts that end where it does.
        var open = new Stack<List<int>>([[0]]);
        while (open.Count > 0)
        {
            var at = reader.Position;
            switch (reader.Byte())
            {
                case 0x02 or 0x03 or 0x06: // block, loop, try: control arrives as it would without
                    reader.Pass();
                    open.Push([]);
                    break;
                case 0x04: // if
                    reader.Pass();
                    open.Push([]);
                    Begin(reader.Position);
                    break;
                case 0x05 or 0x19: // else, catch_all
                    Close(at);
                    Begin(reader.Position);
                    break;
                case 0x07: // catch
                    reader.Pass();
                    Close(at);
                    Begin(reader.Position);
                    break;
                case 0x0B: // end
                    Close(at);
                    open.Pop();
                    if (open.Count > 0) Begin(reader.Position);
                    break;
                case 0x18: // delegate
                    reader.Pass();
                    Close(at);
                    open.Pop();
                    Begin(reader.Position);
                    break;
                case 0x0D: // br_if
                    reader.Pass();
                    Begin(reader.Position);
                    break;
                case var other:
                    Operands(other, ref reader);
                    break;
            }
        }

        return reader.AtEnd ? parts : throw new SiteException("A WebAssembly function goes on after its end");

        void Begin(int start)
        {
            open.Peek().Add(parts.Count);
            parts.Add(new(start, 0));
        }

        void Close(int end)
        {
            foreach (var part in open.Peek()) parts[part] = parts[part] with { End = end };
            open.Peek().Clear();
        }
    }

    /// <summary>All code of a body as one part.</summary>
    public static IReadOnlyList<WasmPart> Whole(byte[] body)
    {
        var reader = new WasmReader(body, 0);
        Locals(ref reader);
        return [new(reader.Position, body.Length - 1)];
    }

    /// <summary>A body in which some parts are traps.</summary>
    /// <param name="body">The body.</param>
    /// <param name="entered">For each of its <see cref="Parts"/> whether control ever came there.</param>
    public static byte[] Cut(byte[] body, IReadOnlyList<bool> entered)
    {
        var (cut, at, number) = (new WasmWriter(), 0, 0);
        foreach (var (start, end) in Parts(body))
        {
            // What lies within a part that was cut is gone already; a single instruction is no longer than the trap.
            if (entered[number++] || start < at || end - start < 2) continue;
            cut.Bytes(body.AsSpan(at..start)).Bytes([0x00]);
            at = end;
        }

        return cut.Bytes(body.AsSpan(at)).ToArray();
    }

    private static void Locals(ref WasmReader reader)
    {
        for (var groups = reader.Number(); groups > 0; groups--)
        {
            reader.Pass();
            reader.Pass();
        }
    }

    private static void Operands(byte instruction, ref WasmReader reader)
    {
        switch (instruction)
        {
            case 0x0E: // br_table
                for (var labels = reader.Number() + 1; labels > 0; labels--) reader.Pass();
                break;
            case 0x08 or 0x09 or 0x0C or 0x10 or 0x12 or (>= 0x20 and <= 0x26) or 0x3F or 0x40 or 0x41 or 0x42 or 0xD0 or 0xD2:
                reader.Pass();
                break;
            case 0x11 or 0x13 or (>= 0x28 and <= 0x3E):
                reader.Pass();
                reader.Pass();
                break;
            case 0x1C: // select with types
                for (var types = reader.Number(); types > 0; types--) reader.Pass();
                break;
            case 0x43:
                reader.Bytes(sizeof(float));
                break;
            case 0x44:
                reader.Bytes(sizeof(double));
                break;
            case 0xFC:
                Numbers(reader.Number() switch { <= 7 => 0, 8 or 10 or 12 or 14 => 2, <= 17 => 1, _ => throw Unknown() }, ref reader);
                break;
            case 0xFD:
                Vector(reader.Number(), ref reader);
                break;
            case 0xFE:
                Numbers(reader.Number() == 3 ? 1 : 2, ref reader);
                break;
            case 0x00 or 0x01 or 0x0F or 0x1A or 0x1B or (>= 0x45 and <= 0xC4) or 0xD1:
                break;
            default:
                throw Unknown();
        }
    }

    private static void Vector(int instruction, ref WasmReader reader)
    {
        switch (instruction)
        {
            case <= 11 or 92 or 93: // loads and stores
                Numbers(2, ref reader);
                break;
            case 12 or 13: // a constant, a shuffle
                reader.Bytes(16);
                break;
            case >= 21 and <= 34: // a lane
                reader.Byte();
                break;
            case >= 84 and <= 91: // loads and stores of a lane
                Numbers(2, ref reader);
                reader.Byte();
                break;
        }
    }

    private static void Numbers(int count, ref WasmReader reader)
    {
        for (; count > 0; count--) reader.Pass();
    }

    private static SiteException Unknown() => new("A WebAssembly function has an instruction that is not known here");
}
