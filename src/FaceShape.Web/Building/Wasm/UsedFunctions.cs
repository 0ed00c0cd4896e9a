using System.Collections;
using System.Globalization;
using System.Security.Cryptography;

namespace FaceShape.Web.Building.Wasm;

/// <summary>
/// Which functions of a WebAssembly binary ran while all our networks were opened and run, and which parts of long ones that only open
/// networks: written by <c>eng/onnx-functions</c>, read when the site is built. The others become traps of a byte or three; a page that
/// meets one fetches the whole binary instead. The browser optimizes long functions for half a second to run them once: without what
/// they never do, that takes it a fraction.
/// </summary>
/// <param name="Sha256">Of the binary that was watched.</param>
/// <param name="Parts">
/// By the function's position in the code section: for each of its parts whether control came there; null where it is kept whole.
/// </param>
internal sealed record UsedFunctions(string Sha256, IReadOnlyDictionary<int, bool[]?> Parts)
{
    /// <summary>Bytes from which a function's parts are watched.</summary>
    public const int LongFrom = 1000;

    // No locals; unreachable; end.
    private static readonly byte[] Trap = [0, 0x00, 0x0B];

    /// <summary>
    /// Reads the list: the binary's SHA-256 in the first line, then numbers, ranges such as <c>12-15</c>, and numbers with a bit for each
    /// part in base 64, such as <c>16:Bw==</c>.
    /// </summary>
    /// <exception cref="SiteException">It is damaged.</exception>
    public static UsedFunctions Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return new(words[0], words.Skip(1).SelectMany(Functions).ToDictionary());
        }
        catch (Exception error) when (error is FormatException or OverflowException or IndexOutOfRangeException or ArgumentException)
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
        return module.With([.. module.Bodies.Select((body, i) => Parts.TryGetValue(i, out var entered)
            ? entered is null ? body : WasmCode.Cut(body, entered)
            : body.Length < Trap.Length ? body : Trap)]);
    }

    private static IEnumerable<KeyValuePair<int, bool[]?>> Functions(string word)
    {
        if (word.Split(':') is [var number, var bits])
            return [new(Number(number), [.. new BitArray(Convert.FromBase64String(bits)).Cast<bool>()])];
        var ends = word.Split('-').Select(Number).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1).Select(function => new KeyValuePair<int, bool[]?>(function, null));
    }

    private static int Number(string word) => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture);
}
