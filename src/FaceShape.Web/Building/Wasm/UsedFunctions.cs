using System.Globalization;
using System.Security.Cryptography;

namespace FaceShape.Web.Building.Wasm;

/// <summary>
/// Which functions of a WebAssembly binary ran while all our networks were opened and run, or while those ran that were open already:
/// written by <c>eng/onnx-functions</c>, read when the site is built. The others become traps of three bytes; a page that meets one
/// fetches the whole binary instead.
/// </summary>
/// <param name="Sha256">Of the binary that was watched.</param>
/// <param name="Indices">Positions in the code section, ascending.</param>
internal sealed record UsedFunctions(string Sha256, IReadOnlyList<int> Indices)
{
    // No locals; unreachable; end.
    private static readonly byte[] Trap = [0, 0x00, 0x0B];

    /// <summary>Reads the list: the binary's SHA-256 in the first line, then numbers and ranges such as <c>12-15</c>.</summary>
    /// <exception cref="SiteException">It is damaged.</exception>
    public static UsedFunctions Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return new(words[0], [.. words.Skip(1).SelectMany(Range)]);
        }
        catch (Exception error) when (error is FormatException or OverflowException or IndexOutOfRangeException)
        {
            throw new SiteException($"The list of used functions cannot be read: make it anew by eng/onnx-functions ({error.Message})");
        }
    }

    /// <summary>Cuts a binary down to the used functions; their numbers, and all else, stay as they are.</summary>
    /// <exception cref="SiteException">It is not the binary that was watched.</exception>
    public byte[] Cut(byte[] binary)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(binary));
        if (sha256 != Sha256)
            throw new SiteException("ONNX Runtime is another version than the one whose functions were watched: run eng/onnx-functions");
        var module = WasmModule.Parse(binary);
        var used = Indices.ToHashSet();
        return module.With([.. module.Bodies.Select((body, i) => used.Contains(i) || body.Length < Trap.Length ? body : Trap)]);
    }

    private static IEnumerable<int> Range(string word)
    {
        var ends = word.Split('-').Select(end => int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
